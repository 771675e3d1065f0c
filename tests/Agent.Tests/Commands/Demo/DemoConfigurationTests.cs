using Bellwether.Agent.Commands.Demo;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoConfigurationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("demo's ").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void It_is_accepted_also_in_a_folder_with_blanks_and_quotes()
    {
        var plan = Load();
        Assert.Equal(Mode.Gate, plan.Services[0].Mode);
        Assert.Equal(["app", "home", "process"], plan.Services[0].Probes.Select(probe => probe.Name));
    }

    [Fact]
    public void Its_policy_differs_from_the_defaults_in_times_alone()
    {
        var policy = Load().Services[0].Policy;
        var usual = new PolicyPlan();
        Assert.Equal((usual.FalseRollbackBudget, usual.TimeZone), (policy.FalseRollbackBudget, policy.TimeZone));
        Assert.Equal(
            (1, 5, 30), (policy.Interval.TotalSeconds, policy.WarmUp.TotalSeconds, policy.Window.TotalSeconds));
    }

    private AgentPlan Load()
    {
        var folder = DemoFolder.Kept(Path.Combine(_root, "kept"));
        File.WriteAllText(
            folder.Configuration,
            DemoConfiguration.Text(folder, new("http://127.0.0.1:7071"), new("http://127.0.0.1:8080")));
        var outcome = ConfigurationLoader.Load(folder.Configuration, Surroundings.OfThisProcess());
        Assert.Empty(outcome.Faults);
        return outcome.Plan!;
    }
}
