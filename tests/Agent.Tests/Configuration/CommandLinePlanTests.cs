using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class CommandLinePlanTests
{
    [Fact]
    public void A_page_a_service_and_a_mode_are_a_plan()
    {
        var plan = Make("http://127.0.0.1:8080/metrics", "checkout", "http://127.0.0.1:7070");
        var watch = Assert.Single(plan.Services);
        Assert.Equal(("checkout", "local", Mode.Observe, "host-17", "/tmp/state"),
            (watch.Service, watch.Environment, watch.Mode, plan.AgentId, plan.StateFolder));
        Assert.Null(watch.Rules);
        Assert.Equal("http://127.0.0.1:8080/metrics",
            ((ScrapeOptions)Assert.Single(watch.Probes).Options).Targets![0].Url!.ToString());
    }

    [Fact]
    public void What_is_wrong_is_told_by_the_name_of_its_option()
    {
        var refused = Assert.Throws<ConfigurationException>(
            () => Make("http://me:pw@h/metrics", "Check out", "http://0.0.0.0:7070"));
        Assert.Equal(["--listen", "--service", "--scrape"],
            refused.Faults.Select(f => f.Path).Distinct().OrderBy(p => p[2] == 'l' ? 0 : p[3] == 'e' ? 1 : 2));
        Assert.All(refused.Faults, f => Assert.StartsWith("command line: --", f.ToString(), StringComparison.Ordinal));
    }

    private static AgentPlan Make(string url, string service, string listen) => CommandLinePlan.Make(
        new Uri(url), service, "local", Mode.Observe, "/tmp/state", new Uri(listen), TestCatalogs.Fixed,
            new TestSurroundings().Now);
}
