using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent;

/// <summary><c>check</c>: reports every fault of every file at once, and what this host lacks for it.</summary>
internal static class CheckFiles
{
    public static async Task<int> RunAsync(CheckRequest request, Terminal terminal, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var surroundings = Surroundings.OfThisProcess();
        var found = new List<Found>();
        foreach (var file in request.Files)
        {
            var of = Of(file, surroundings);
            found.AddRange(of);
            if (request.AsJson) continue;
            foreach (var one in of) await terminal.Out.WriteLineAsync(one.ToString());
            if (of.TrueForAll(one => one.IsWarning)) await terminal.Out.WriteLineAsync($"{file}: good");
        }

        if (request.AsJson) await terminal.Out.WriteLineAsync(Json(found));
        return found.TrueForAll(one => one.IsWarning) ? ExitCodes.Ok : ExitCodes.Usage;
    }

    private static List<Found> Of(string file, Surroundings surroundings)
    {
        var outcome = ConfigurationLoader.Load(file, surroundings);
        return
        [
            .. outcome.Faults.Select(fault => new Found(fault, IsWarning: false)),
            .. outcome.Doubts().Select(doubt => new Found(doubt.Fault, doubt.MayCome)),
            .. (outcome.Plan?.Services ?? []).SelectMany(plan => Warnings(file, plan)),
        ];
    }

    /// <summary>What is well written, and yet judges less than its writer may think.</summary>
    private static IEnumerable<Found> Warnings(string file, WatchPlan plan)
    {
        if (ReplacedRules.Sentence(ReplacedRules.Foreseen(plan).Keys) is { } missed)
            yield return Warning(missed);
        foreach (var unknown in UnknownLevels.Of(plan)) yield return Warning(unknown);

        Found Warning(string words) => new(
            new ConfigurationFault(file, 0, 0, "", $"service {plan.Service}: {words}"), IsWarning: true);
    }

    private static string Json(IEnumerable<Found> all)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            foreach (var ((file, line, column, path, message), isWarning) in all)
            {
                writer.WriteStartObject();
                writer.WriteString("file", file);
                writer.WriteNumber("line", line);
                writer.WriteNumber("column", column);
                writer.WriteString("path", path);
                writer.WriteString("message", message);
                writer.WriteString("severity", isWarning ? "warning" : "fault");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private sealed record Found(ConfigurationFault Fault, bool IsWarning)
    {
        public override string ToString() => IsWarning ? $"{Fault} (warning)" : $"{Fault}";
    }
}
