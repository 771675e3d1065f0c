using Bellwether.Integration.Tests.Commands;
using Bellwether.Testing.Kill;

namespace Bellwether.Integration.Tests.Kill;

/// <summary>G1 to G4: whatever happens to the agent, nobody is told nothing, or two things. <c>eng/bench kill</c> is the
/// same with 200 kills.</summary>
public class KilledAgentTests
{
    private const int Kills = 12;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(240);

    [Fact]
    public async Task An_agent_that_is_killed_while_it_watches_loses_no_verdict_and_contradicts_none()
    {
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        var plan = new KillPlan
        {
            Agent = [BuiltProgram.Dotnet, BuiltProgram.Assembly],
            Kinds = [.. DeathKind.AtPoints, .. DeathKind.AtPoints, .. Enumerable.Repeat(DeathKind.AnyMoment, 4)],
            Kills = Kills,
            Seed = 12,
        };
        var report = await new KillHarness(plan, TimeProvider.System).RunAsync(limit.Token);

        Assert.True(report.Faults.Count == 0, report.ToString());
        Assert.Equal(Kills, report.Kills);
        Assert.All(DeathKind.AtPoints, point => Assert.True(report.Deaths.GetValueOrDefault(point.Name) >= 1, $"{report}"));
        Assert.NotEmpty(report.Deployments);
    }
}
