using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration;

/// <summary>A small valid file with room for more.</summary>
internal static class Sample
{
    public const string Head = """
        environment: production
        mode: gate
        service: checkout
        probes:
          - name: app
            scrape: { targets: [ { url: "http://127.0.0.1:8080/metrics" } ], every: 1s }

        """;

    public static AgentPlan PlanOf(string more, TestSurroundings? machine = null)
    {
        var outcome = (machine ?? new TestSurroundings()).Load(Head + more);
        return outcome.Plan ?? throw new InvalidOperationException(string.Join('\n', outcome.Faults));
    }

    public static IReadOnlyList<ConfigurationFault> FaultsOf(string more, TestSurroundings? machine = null) =>
        (machine ?? new TestSurroundings()).Load(Head + more).Faults;
}
