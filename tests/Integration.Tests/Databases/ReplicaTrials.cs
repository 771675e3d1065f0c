using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>A replica that falls behind is named; one that is restarted, or whose primary is, rolls nothing
/// back.</summary>
public sealed class ReplicaTrials(OrdersDatabase database) : IClassFixture<OrdersDatabase>, IAsyncLifetime
{
    private Postgres _replica = null!;

    public async Task InitializeAsync() => _replica = await database.Server.ReplicateAsync();

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    [Fact]
    public async Task A_replica_that_falls_behind_is_named()
    {
        await using var trial = Trial("""

            rules:
              - { name: stale, signal: replica.replication-lag, limit: { max: 100ms } }
            """);
        await trial.LookAsync(8);
        await trial.DeployAsync(async () =>
        {
            await _replica.RunSqlAsync("SELECT pg_wal_replay_pause()");
            await database.Server.RunSqlAsync("UPDATE orders SET total = total + 1", "orders");
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        });
        await trial.VerdictAsync();
        Assert.Contains("replica.replication-lag", trial.MustRollBack("stale"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_that_is_cut_off_is_named()
    {
        await using var trial = Trial("");
        await trial.LookAsync(8);
        await trial.DeployAsync(database.Server.StopAsync);
        await trial.VerdictAsync();
        Assert.Contains("replica.replication-link", trial.MustRollBack("replica-replication-link"),
            StringComparison.Ordinal);
        await database.Server.ResumeAsync();
    }

    [Fact]
    public async Task Restarts_of_the_replica_and_of_its_primary_roll_nothing_back()
    {
        await using var trial = Trial("");
        await trial.LookAsync(8);
        await trial.DeployAsync();
        await trial.LookAsync(4);
        await _replica.StopAsync();
        await trial.LookAsync(2);
        await _replica.ResumeAsync();
        await trial.LookAsync(4);
        await database.Server.StopAsync();
        await trial.LookAsync(2);
        await database.Server.ResumeAsync();
        await using var probe = Looking.Probe(
            """postgres: { connection: "${file:secret}", timeout: 9s }""", _replica.ConnectionOf("watcher", "orders"));
        await probe.UntilAsync(look => look.Value("replication-link") == 1);
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability", "replica-replication-link");
    }

    private ProbeTrial Trial(string rules) => ProbeTrial.Of("""
        probes:
          - name: replica
            postgres: { connection: "${file:watcher}", timeout: 9s }
        """ + rules, ("watcher", _replica.ConnectionOf("watcher", "orders")));
}
