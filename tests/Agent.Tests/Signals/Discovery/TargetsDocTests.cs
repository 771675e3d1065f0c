using System.Text;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Tests.Configuration;

namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>docs/targets.md names what the table knows.</summary>
public sealed class TargetsDocTests
{
    private const string Begin = "<!-- sources -->\n";
    private const string End = "<!-- end -->";

    [Fact]
    public void The_manual_has_every_source_and_every_level_of_the_table()
    {
        var file = SourceTree.PathOf("docs", "targets.md");
        var text = File.ReadAllText(file);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, from, StringComparison.Ordinal);
        SourceTree.AssertCurrent(file, text[..from] + Tables() + text[to..]);
    }

    [Fact]
    public void The_example_of_a_table_in_the_manual_is_one()
    {
        var text = File.ReadAllText(SourceTree.PathOf("docs", "configuration.md"));
        var from = text.IndexOf("```yml\n", StringComparison.Ordinal) + 7;
        var table = SignalTable.With(text[from..text.IndexOf("```", from, StringComparison.Ordinal)]);
        Assert.Equal(("our gateway", "our gateway"), (table.Sources[0].Name, table.Levels[0].Name));
    }

    private static string Tables()
    {
        var text = new StringBuilder(
            "| Source | Requests and errors | Latency | Page in the tests |\n|---|---|---|---|\n");
        foreach (var source in SignalTable.BuiltIn.Sources)
            text.Append($"| {source.Name} | {Requests(source)} | {Latency(source)} | {PageOf(source.Name)} |\n");
        text.Append(
            "| any histogram, by its labels | method, status and route on every sample | the same | written |\n");
        text.Append("\n| Levels of | `saturation.` | Page in the tests |\n|---|---|---|\n");
        foreach (var levels in SignalTable.BuiltIn.Levels.GroupBy(level => level.Name))
        {
            var all = string.Join(", ", levels.Select(Of).Distinct());
            text.Append($"| {levels.Key} | {all} | {PageOf(levels.Key)} |\n");
        }

        return text.ToString();
    }

    private static string Requests(MetricSource source)
    {
        var words = new StringBuilder($"`{source.Requests[0]}`");
        if (source.Requests.Count > 1) words.Append($" or {source.Requests.Count - 1} more");
        foreach (var (label, value) in source.Where) words.Append($", {label} `{value}`");
        words.Append(source.Status.Count == 0 ? "; no errors" : source.Bad is ["5??"] ? "; 5xx" : "; "
            + string.Join(", ", source.Bad.Where(bad => !char.IsDigit(bad[0]) || source.Bad.Count == 1)));
        return words.ToString();
    }

    private static string Latency(MetricSource source) => source.Latency.Count == 0 ? "none"
        : $"`{source.Latency[0]}`" + (source.Unit is { } unit ? $", {unit}" : "");

    private static string Of(MetricLevel level) => $"`{level.What}`" + (level switch
    {
        { Form: LevelForm.Rate, Limit.Count: 0, Unit: "ratio" } => " (share of the time)",
        { Form: LevelForm.Rate, Limit.Count: 0 } => " (a second)",
        { Limit.Count: > 0 } => " (share)",
        _ => "",
    });

    private static string PageOf(string name)
    {
        var pages = SourcePage.Bound.Where(page =>
            page.Discover().Bindings.Any(binding => binding.Source.EndsWith($"({name})", StringComparison.Ordinal)));
        return pages.Any(page => page.IsCaptured) ? "captured" : pages.Any() ? "written" : "none";
    }
}
