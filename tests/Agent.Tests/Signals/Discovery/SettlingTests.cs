using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Tests.Configuration;

namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>A line that is said to settle something is taken by the configuration, and settles it.</summary>
public sealed class SettlingTests
{
    public static TheoryData<string> Names =>
        [.. SourcePage.Unbound.Where(page => page.Discover().Problems.Any(problem => problem.IsChoice))
            .Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_to_be_chosen_is_settled_by_the_lines_that_are_named(string name)
    {
        var page = SourcePage.Unbound.Single(page => page.Name == name);
        var problems = page.Discover().Problems.Where(problem => problem.IsChoice).ToList();
        var lines = string.Concat(problems.Select(problem => $"  {problem.Settle}\n"));

        var outcome = new TestSurroundings().Load($$"""
            environment: production
            mode: gate
            service: checkout
            probes:
              - { name: app, scrape: { targets: [ { url: "http://127.0.0.1:8080/metrics" } ], every: 5s } }
            signals:
            {{lines}}
            """, TestCatalogs.Real);

        Assert.Empty(outcome.Faults);
        var own = new OwnSignals(SignalTable.BuiltIn);
        var index = new PageIndex(page.Readings);
        Assert.Equal(problems.Select(problem => problem.Signal),
            outcome.Plan!.Services[0].Signals.Select(plan => own.Bind(plan, index).Binding?.Signal));
    }
}
