using System.Text;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Signals.Live;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;
using Xunit.Abstractions;

namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>What keeps an entry of the table from being taken for something else is held by a page: without it, some
/// page is read another way.</summary>
public sealed class TableGuardTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> s_none = [];

    private static readonly Dictionary<string, IReadOnlyList<string>> s_noLists = [];

    private static readonly IReadOnlyList<IReadOnlyList<Reading>> s_pages =
        [.. SourcePage.Bound.Concat(SourcePage.Unbound).Select(page => page.Readings)];

    [Fact]
    public void No_guard_of_a_source_or_a_level_is_idle()
    {
        var whole = Outcome(SignalTable.BuiltIn);
        var idle = Mutants(SignalTable.BuiltIn).Where(mutant => Outcome(mutant.Table) == whole)
            .Select(mutant => mutant.Without).ToList();
        output.WriteLine(string.Join('\n', idle));
        Assert.Empty(idle);
    }

    private static IEnumerable<(string Without, SignalTable Table)> Mutants(SignalTable table)
    {
        for (var i = 0; i < table.Sources.Count; i++)
            foreach (var (without, source) in Mutants(table.Sources[i]))
                yield return ($"{source.Name}: {without}",
                    table with { Sources = [.. table.Sources.Take(i), source, .. table.Sources.Skip(i + 1)] });
        for (var i = 0; i < table.Levels.Count; i++)
            foreach (var (without, level) in Mutants(table.Levels[i]))
                yield return ($"{level.Name}, {level.What}: {without}",
                    table with { Levels = [.. table.Levels.Take(i), level, .. table.Levels.Skip(i + 1)] });
    }

    private static IEnumerable<(string Without, MetricSource Source)> Mutants(MetricSource source)
    {
        if (source.Where.Count > 0) yield return ("where", source with { Where = s_none });
        if (source.Except.Count > 0) yield return ("except", source with { Except = s_noLists });
        if (source.Apart.Count > 0) yield return ("apart", source with { Apart = [] });
        if (source.Unit is not null) yield return ("unit", source with { Unit = null });
        if (source.ByExporter) yield return ("by", source with { ByExporter = false });
        if (source.Route.Count > 0) yield return ("route", source with { Route = [] });
        if (source.LatencyWhere.Count > 0) yield return ("latency-where", source with { LatencyWhere = s_none });
        if (source.Lacks.Count > 0) yield return ("lacks", source with { Lacks = [] });
        if (source.Codes.Count > 0 && !ReferenceEquals(source.Codes, source.Status))
            yield return ("codes", source with { Codes = [] });
        if (source.With.Count > 0) yield return ("with", source with { With = [] });
    }

    private static IEnumerable<(string Without, MetricLevel Level)> Mutants(MetricLevel level)
    {
        if (level.Where.Count > 0) yield return ("where", level with { Where = s_none });
        if (level.Except.Count > 0) yield return ("except", level with { Except = s_noLists });
        if (level.BesideRequests) yield return ("beside", level with { BesideRequests = false });
    }

    private static string Outcome(SignalTable table)
    {
        var text = new StringBuilder();
        foreach (var page in s_pages)
        {
            var report = new PageDiscovery(table).Discover(page);
            foreach (var binding in report.Bindings)
                text.Append($"{binding.Signal} {binding.Metric} {binding.Scale} {Counted(page, binding)}\n");
            foreach (var problem in report.Problems) text.Append($"{problem.Signal} {problem.Word}\n");
        }

        return text.ToString();
    }

    private static int Counted(IReadOnlyList<Reading> page, Binding binding)
    {
        var filter = new SampleFilter(binding);
        var name = binding.Metric + (binding.Kind is SignalKind.Latency ? "_bucket"
            : binding.Quality is null ? "" : "_sum");
        return page.Count(sample => sample.Name == name && filter.RoleOf(sample.Labels) is not SampleRole.Ignored);
    }
}
