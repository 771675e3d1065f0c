using System.Globalization;
using System.Text;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Signals.Live;
using Bellwether.Probes;
using Xunit.Abstractions;

namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>Pages of real programs, and what is taken from each.</summary>
public sealed class SourcePagesTests(ITestOutputHelper output)
{
    public static TheoryData<string> BoundNames => [.. SourcePage.Bound.Select(page => page.Name)];

    public static TheoryData<string> UnboundNames => [.. SourcePage.Unbound.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(BoundNames))]
    public void Exactly_what_the_head_of_a_page_names_is_bound(string name)
    {
        var page = SourcePage.Bound.Single(page => page.Name == name);

        var report = page.Discover();

        Assert.Equal(page.Binds, SourcePage.FoundIn(report));
        Assert.Contains(report.Bindings,
            binding => binding.Source.Contains($"({page.Source})", StringComparison.Ordinal));
        Assert.All(page.Says, word => Assert.Contains(report.Problems, problem => problem.Word == word));
        Assert.DoesNotContain(report.Problems,
            problem => problem.Word is DiscoveryProblem.Ambiguous && !page.Says.Contains(problem.Word));
    }

    [Theory]
    [MemberData(nameof(BoundNames))]
    public void What_is_no_traffic_of_the_service_does_not_count(string name)
    {
        var page = SourcePage.Bound.Single(page => page.Name == name);
        var report = page.Discover();
        if (report["app.requests"] is not { } requests)
        {
            Assert.Empty(page.Ignores);
            return;
        }

        var counted = Counted(page, requests);
        Assert.NotEmpty(counted);
        foreach (var pair in page.Ignores)
        {
            var (label, value) = (pair[..pair.IndexOf('=')], pair[(pair.IndexOf('=') + 1)..]);
            Assert.Contains(page.Readings, sample => sample.Labels[label] == value);
            Assert.DoesNotContain(counted, labels => labels[label] == value);
            if (report["app.latency"] is { } latency)
                Assert.DoesNotContain(Counted(page, latency with { Metric = $"{latency.Metric}_bucket" }),
                    labels => labels[label] == value);
        }
    }

    [Theory]
    [MemberData(nameof(UnboundNames))]
    public void Nothing_is_bound_on_a_page_of_something_else(string name)
    {
        var page = SourcePage.Unbound.Single(page => page.Name == name);
        var report = page.Discover();
        Assert.Empty(report.Bindings);
        Assert.All(page.Says, word => Assert.Contains(report.Problems, problem => problem.Word == word));
    }

    [Fact]
    public void Every_page_says_how_it_was_come_by() => Assert.All(
        SourcePage.Bound.Concat(SourcePage.Unbound), page => Assert.True(page.IsCaptured != page.IsWritten, page.Name));

    [Fact]
    public void The_figure_is_that_of_the_benchmarks()
    {
        var right = SourcePage.Bound.Where(IsRight).ToList();
        var wrong = SourcePage.Bound.Sum(page => SourcePage.FoundIn(page.Discover()).Except(page.Binds).Count());
        var bound = SourcePage.Unbound.Count(page => page.Discover().Bindings.Count > 0);
        var captured = SourcePage.Bound.Concat(SourcePage.Unbound).Count(page => page.IsCaptured);
        var sources = right.Select(page => page.Source).Distinct().Count();
        output.WriteLine(Table());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"pages bound right {right.Count} of {SourcePage.Bound.Count}, of {sources} sources; wrong {wrong}; "
            + $"bound where nothing is to be found {bound} of {SourcePage.Unbound.Count}; captured {captured}"));

        Assert.Equal(SourcePage.Bound.Count, right.Count);
        Assert.InRange(sources, 25, int.MaxValue);
        Assert.Equal(0, wrong);
        Assert.Equal(0, bound);
        Assert.InRange(SourcePage.Unbound.Count, 50, int.MaxValue);
    }

    private static bool IsRight(SourcePage page) => page.Binds.SequenceEqual(SourcePage.FoundIn(page.Discover()));

    private static IReadOnlyList<LabelSet> Counted(SourcePage page, Binding binding)
    {
        var filter = new SampleFilter(binding);
        return
        [
            .. page.Readings.Where(sample => sample.Name == binding.Metric)
                .Select(sample => sample.Labels).Where(labels => filter.RoleOf(labels) is not SampleRole.Ignored),
        ];
    }

    private static string Table()
    {
        var table = new StringBuilder();
        foreach (var page in SourcePage.Bound)
        {
            var found = page.Discover().Bindings;
            string Has(string signal) => found.Any(binding => binding.Signal == signal) ? "yes" : "-";
            var latency = found.Any(binding => binding.Quality is not null) ? "mean" : Has("app.latency");
            table.AppendLine(CultureInfo.InvariantCulture,
                $"{page.Name,-28} {(IsRight(page) ? "right" : "WRONG"),-6} requests {Has("app.requests"),-4}"
                + $" errors {Has("app.errors"),-4} latency {latency,-5} levels"
                + $" {found.Count(binding => binding.Level is not null),2}"
                + $"  {(page.IsCaptured ? "captured" : "written")}");
        }

        return table.ToString();
    }
}
