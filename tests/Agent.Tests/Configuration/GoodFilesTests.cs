using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class GoodFilesTests
{
    private static readonly string Folder = SourceTree.PathOf("tests", "Agent.Tests", "Configuration", "Good");

    private readonly TestSurroundings _machine = new();

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml")
            .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void A_good_file_is_taken_without_a_fault(string name)
    {
        Assert.Empty(_machine.Load(Text(name), TestCatalogs.Fixed).Faults);
        Assert.Empty(_machine.Load(Text(name), TestCatalogs.Real).Faults);
    }

    [Fact]
    public void The_sample_of_the_manual_becomes_the_plan_it_says()
    {
        var plan = Plan("design");
        var watch = Assert.Single(plan.Services);
        Assert.Equal(("production", Mode.Gate, "checkout", "host-17"),
            (plan.Environment, plan.Mode, watch.Service, plan.AgentId));
        Assert.Equal(["app (scrape)", "home (http)"], watch.Probes.Select(p => p.ToString()));
        var scrape = Assert.IsType<ScrapeOptions>(watch.Probes[0].Options);
        Assert.Equal(("blue", "http://127.0.0.1:8080/metrics", TimeSpan.FromSeconds(5)),
            (scrape.Targets![0].Instance, scrape.Targets[0].Url!.ToString(), scrape.Every));
        Assert.Equal(200, Assert.Single(((HttpOptions)watch.Probes[1].Options).Expect.Status).Code);
        var orders = Assert.Single(watch.Signals);
        Assert.Equal((SignalKind.Rate, "shop_orders_total", "ok"),
            (orders.Kind, orders.Metric, orders.Where["status"]));
        Assert.Equal(
            [
                new CompareRulePlan { Name = "errors", Signal = "app.errors", Critical = true, Allow = 0.5, Tolerate =
                    0.005, TolerateIsDifference = true },
                new CompareRulePlan { Name = "latency-p99", Signal = "app.latency.p99", Allow = 0.15, Tolerate = 0.5 },
                new CompareRulePlan { Name = "orders", Signal = "orders", Direction = Direction.Decrease, Allow = 0.2,
                    Tolerate = 0.5 },
                new BurnRateRulePlan { Name = "budget", Signal = "app.errors", Objective = 0.999 },
                new HealthRulePlan { Name = "home-up", Signal = "home.up", FailAfter = new KOfN(3, 5) },
            ],
            watch.Rules!);
        Assert.Equal(new PolicyPlan { TimeZone = "Europe/Berlin" }, watch.Policy);
    }

    [Fact]
    public void A_file_without_rules_leaves_them_to_the_defaults()
    {
        var plan = Plan("smallest");
        Assert.Null(Assert.Single(plan.Services).Rules);
        Assert.Equal(new PolicyPlan(), plan.Services[0].Policy);
        Assert.Equal(("http://127.0.0.1:7070/", "/home/op/.local/state/bellwether"),
            (plan.Listen.ToString(), plan.StateFolder));
    }

    [Fact]
    public void Units_and_variables_arrive_as_numbers_and_text()
    {
        var plan = Plan("everything");
        var watch = plan.Services[0];
        Assert.Equal("http://127.0.0.1:8080/metrics",
            ((ScrapeOptions)watch.Probes[0].Options).Targets![0].Url!.ToString());
        Assert.Equal("http://127.0.0.1:8081/metrics",
            ((ScrapeOptions)watch.Probes[0].Options).Targets![1].Url!.ToString());
        Assert.Equal(5432, ((TcpOptions)watch.Probes[1].Options).Port);
        Assert.Equal(512.0 * 1024 * 1024, ((LimitRulePlan)watch.Rules![0]).Max);
        Assert.Equal(0.8, ((LimitRulePlan)watch.Rules[1]).Max);
        Assert.Equal(("host-17.eu_1", "/srv/bellwether", "chat (webhook)"),
            (plan.AgentId, plan.StateFolder, plan.Channels[0].ToString()));
    }

    private AgentPlan Plan(string name) =>
        _machine.Load(Text(name)).Plan ?? throw new InvalidOperationException($"{name} was refused.");

    private static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
}
