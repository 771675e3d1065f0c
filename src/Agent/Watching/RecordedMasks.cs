using System.Text.Json;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Watching;

/// <summary>What a journal takes out of a service's history: its deployments, incidents and maintenance.</summary>
internal static class RecordedMasks
{
    /// <summary>Kinds of record that tell nothing of that.</summary>
    public static IReadOnlyList<string> NotNeeded { get; } = [JournalLimits.Judged, JournalLimits.Calibration];

    /// <param name="records">Of a whole journal, oldest first.</param>
    /// <param name="service">Whose history.</param>
    public static IReadOnlyList<Mask> Of(IReadOnlyList<JournalRecord> records, string service)
    {
        var masks = new List<Mask>();
        var deployments = new Dictionary<string, Deployment>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record.Entry.Kind == MessageTypes.SignalsMasked)
            {
                var said = JsonSerializer.Deserialize(
                    record.Entry.Body.Span, ContractsJson.Wire.CloudEventSignalsMasked)?.Data;
                if (said?.Service == service) masks.Add(new(said.From, said.To));
            }
            else if (record.Entry.DeploymentId is { } id && EventRecords.Read(record) is { } happened)
            {
                if (happened is DeploymentEvent.Accepted accepted) deployments[id] = Deployment.Begin(accepted);
                else if (deployments.TryGetValue(id, out var deployment)) deployments[id] = deployment.Apply(happened);
            }
        }

        return [.. masks, .. deployments.Values.Where(of => of.Started.Service == service).Select(DeploymentMasks.Of)];
    }
}
