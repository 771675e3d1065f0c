using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>A discovery report for programs.</summary>
internal static class DiscoveryJson
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>One object: <c>signals</c>, <c>problems</c>, <c>counters</c>, <c>version</c>, <c>versionSource</c>,
    /// <c>startedAt</c>.</summary>
    public static string Of(DiscoveryReport report) => new JsonObject
    {
        ["signals"] = new JsonArray([.. report.Bindings.Select(Of)]),
        ["problems"] = new JsonArray([.. report.Problems.Select(Of)]),
        ["counters"] = new JsonArray([.. report.Counters.Select(counter => new JsonObject
        {
            ["metric"] = counter.Metric,
            ["line"] = counter.Line,
        })]),
        ["version"] = report.Version,
        ["versionSource"] = report.VersionSource,
        ["startedAt"] = report.StartedAt?.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ"),
    }.ToJsonString(s_indented);

    private static JsonObject Of(Binding binding) => new()
    {
        ["signal"] = binding.Signal,
        ["kind"] = binding.Kind.ToString().ToLowerInvariant(),
        ["unit"] = binding.Unit,
        ["metric"] = binding.Metric,
        ["source"] = binding.Source,
        ["quality"] = binding.Quality,
    };

    private static JsonObject Of(DiscoveryProblem problem) => new()
    {
        ["signal"] = problem.Signal,
        ["problem"] = problem.Word,
        ["text"] = problem.Text,
        ["settle"] = problem.Settle,
    };
}
