using System.IO.Compression;
using System.Text.Json;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching.Replaying;

/// <summary>The points behind a verdict, as a record of the journal and back.</summary>
internal static class JudgedRecord
{
    private const int Schema = 2;

    /// <summary>Most that the judged points of one verdict may take in the journal, compressed.</summary>
    private const int MostBytes = 1 << 20;

    public static string KeyOf(string deploymentId, Phase phase, int step, int attempt) =>
        $"judged:{deploymentId}:{phase}:{step}:{attempt}";

    /// <summary>Empty where the points take more room than they may have.</summary>
    public static IReadOnlyList<JournalEntry> Of(Deployment deployment, Phase phase, WatchCase asked)
    {
        var points = new JudgedPoints
        {
            Schema = Schema,
            Snapshot = Needed(asked),
            Circumstances = asked.Circumstances,
        };
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(packed, points, JudgedJson.Default.JudgedPoints);
        if (bytes.Length > MostBytes) return [];
        var key = KeyOf(deployment.Id, phase, deployment.Current.Step, deployment.Started.Attempt);
        return [new JournalEntry(JournalLimits.Judged, deployment.Id, key, bytes.ToArray())];
    }

    /// <summary>Null where an older build wrote it, which left out what a replay needs.</summary>
    /// <exception cref="JsonException">It is no record of judged points.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static JudgedPoints? Read(JournalRecord record)
    {
        using var packed = new GZipStream(
            new MemoryStream(record.Entry.Body.ToArray()), CompressionMode.Decompress);
        var points = JsonSerializer.Deserialize(packed, JudgedJson.Default.JudgedPoints);
        return points is { Schema: Schema, Snapshot: not null, Circumstances: not null } ? points : null;
    }

    /// <summary>Signals that no rule names are no more than a name to the judge.</summary>
    private static WatchSnapshot Needed(WatchCase asked)
    {
        var named = asked.Plan.Rules.Select(rule => SignalView.Find(asked.Snapshot, rule.Signal)?.History.Name)
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        return asked.Snapshot with
        {
            Signals = asked.Snapshot.Signals.ToDictionary(
                signal => signal.Key, signal => named.Contains(signal.Key) ? signal.Value : Bare(signal.Value)),
        };
    }

    private static SignalHistory Bare(SignalHistory signal) => signal with
    {
        Before = signal.Before with { Points = [] },
        After = signal.After with { Points = [] },
        Control = signal.Control is { } control ? control with { Points = [] } : null,
    };
}
