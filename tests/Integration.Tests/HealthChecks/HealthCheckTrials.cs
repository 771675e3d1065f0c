using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.HealthChecks;

/// <summary>The built-in health check in a deployment, on a real PostgreSQL.</summary>
public sealed class HealthCheckTrials(NpgSqlTests.Server server) : IClassFixture<NpgSqlTests.Server>
{
    private readonly Postgres _postgres = server.Postgres;

    [Fact]
    public async Task A_database_that_does_not_come_back_is_named_and_a_restart_of_it_is_not()
    {
        await using (var trial = Trial())
        {
            await trial.LearnAsync();
            await trial.DeployAsync();
            await trial.LookAsync(5);
            await _postgres.StopAsync();
            await trial.LookAsync(2);
            await _postgres.ResumeAsync();
            await trial.VerdictAsync();
            trial.MustPromote();
        }

        await using var broken = Trial();
        await broken.LearnAsync();
        await broken.DeployAsync();
        await broken.LookAsync(5);
        await _postgres.StopAsync();
        await broken.VerdictAsync();
        await _postgres.ResumeAsync();
        Assert.Matches("looks at orders.up failed .*: .*refus", broken.MustRollBack("reachability"));
    }

    private ProbeTrial Trial() => ProbeTrial.Of(
        """
        probes:
          - name: orders
            healthcheck: { type: npgsql, with: { connectionString: "${file:connection}" }, every: 5s, timeout: 4s }
        """, ("connection", _postgres.Connection));
}
