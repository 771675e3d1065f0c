using Bellwether.Integration.Tests.Commands;
using Bellwether.Testing.Kill;

namespace Bellwether.Integration.Tests.Kill;

/// <summary>
/// Whatever happens to the agent, nobody is told nothing, or two things. <c>eng/bench kill</c> is the same with 200
/// kills, and a baseline that verdicts compare with.
/// </summary>
public class KilledAgentTests
{
    private const int Kills = 12, AtEachPoint = 2;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task An_agent_that_is_killed_while_it_watches_loses_no_verdict_and_contradicts_none()
    {
        using var limit = new CancellationTokenSource(Longest, TimeProvider.System);
        var plan = new KillPlan
        {
            Agent = [BuiltProgram.Dotnet, BuiltProgram.Assembly],
            Kills = Kills,
            AtEachPoint = AtEachPoint,
            // A limit needs no time of normal before it.
            ErrorsRule = "limit: { max: 10%, fail-after: 3 of 5 }",
            Baseline = TimeSpan.FromSeconds(5),
        };
        var report = await new KillHarness(plan, TimeProvider.System).RunAsync(limit.Token);

        Assert.True(report.Faults.Count == 0, report.ToString());
        Assert.Equal(Kills, report.Kills);
        Assert.All(DeathKind.AtPoints, at => Assert.True(report.Deaths[at.Name] == AtEachPoint, report.ToString()));
        Assert.NotEmpty(report.Deployments);
    }
}
