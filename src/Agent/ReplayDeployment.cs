using System.Text;
using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Watching.Replaying;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent;

/// <summary><c>replay DEPLOYMENT</c>: judges a recorded deployment again, also while an agent runs.</summary>
internal static class ReplayDeployment
{
    public static async Task<int> RunAsync(ReplayRequest request, Terminal terminal, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var folder = request.StateFolder ?? StateFolder.Default(Surroundings.OfThisProcess())
            ?? throw new CommandFailedException("there is no folder of state; name one with --state");
        if (!Directory.Exists(folder))
            throw new CommandFailedException($"there is no folder {Path.GetFullPath(folder)}");
        var verdicts = Replayed(request, folder);
        if (request.AsJson) await terminal.Out.WriteLineAsync(Json(request, verdicts));
        else await terminal.Out.WriteLineAsync(string.Join(Environment.NewLine, verdicts.Select(Text)));
        return verdicts.Any(verdict => verdict.Outcome == ReplayOutcome.Different) ? ExitCodes.Rollback
            : verdicts.Any(verdict => verdict.Outcome == ReplayOutcome.Unknown) ? ExitCodes.Inconclusive
            : ExitCodes.Ok;
    }

    private static IReadOnlyList<ReplayedVerdict> Replayed(ReplayRequest request, string folder)
    {
        try
        {
            var records = JournalFolder.OfDeployment(folder, request.DeploymentId);
            if (records.Count == 0)
                throw new CommandFailedException(
                    $"there is no deployment {request.DeploymentId} in the journal of {Path.GetFullPath(folder)}");
            var all = VerdictReplay.Of(records);
            if (all.Count == 0)
                throw new CommandFailedException($"deployment {request.DeploymentId} has no verdict yet")
                {
                    ExitCode = ExitCodes.Inconclusive,
                };
            if (request.VerdictId is not { } wanted) return all;
            var only = all.Where(verdict => verdict.Recorded.VerdictId == wanted).ToList();
            return only.Count > 0 ? only : throw new CommandFailedException(
                $"there is no verdict {wanted}; there are "
                + string.Join(", ", all.Select(verdict => verdict.Recorded.VerdictId)));
        }
        catch (StorageException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static string Text(ReplayedVerdict replayed)
    {
        var verdict = replayed.Recorded;
        var cause = verdict.Cause is { } why ? $" ({Choices.Word(why)})" : "";
        var lines = new StringBuilder()
            .AppendLine($"{verdict.VerdictId}: {Choices.Word(verdict.Decision)}{cause}: {verdict.Summary}");
        foreach (var evidence in verdict.Evidence)
            lines.AppendLine(
                $"  {evidence.Rule} ({evidence.Method}): {Choices.Word(evidence.Outcome)}: {evidence.Explanation}");
        if (replayed.Outcome == ReplayOutcome.Same) return $"{lines}  the same, byte for byte";
        if (verdict.Agent.Version != AgentVersion.Text)
            lines.AppendLine($"  judged by version {verdict.Agent.Version}, replayed by {AgentVersion.Text}");
        if (replayed.Outcome == ReplayOutcome.Unknown) return $"{lines}  cannot be replayed: {replayed.WhyNot}";
        lines.Append("  not the same; `bellwether audit verify` tells whether the journal was changed:");
        foreach (var (path, recorded, now) in replayed.Differences)
            lines.AppendLine().Append($"    {path}: {Shown(recorded)}, now {Shown(now)}");
        return $"{lines}";
    }

    private static string Shown(string json) => json.Length == 0 ? "nothing" : json;

    private static string Json(ReplayRequest request, IReadOnlyList<ReplayedVerdict> verdicts)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("deploymentId", request.DeploymentId);
            writer.WriteString("version", AgentVersion.Text);
            writer.WriteStartArray("verdicts");
            foreach (var verdict in verdicts) Write(writer, verdict);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, ReplayedVerdict replayed)
    {
        writer.WriteStartObject();
        writer.WriteString("verdictId", replayed.Recorded.VerdictId);
        writer.WriteString("replay", Choices.Word(replayed.Outcome));
        writer.WriteString("whyNot", replayed.WhyNot);
        writer.WriteStartArray("differences");
        foreach (var (path, recorded, now) in replayed.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("path", path);
            writer.WriteString("recorded", recorded);
            writer.WriteString("replayed", now);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("verdict");
        JsonSerializer.Serialize(writer, replayed.Recorded, ContractsJson.Wire.VerdictIssued);
        writer.WriteEndObject();
    }
}
