using Bellwether.Testing.Engines;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>Containers of a stand-in engine, in the states that the real one goes through.</summary>
public sealed class DockerTrials : IAsyncLifetime
{
    private StandInEngine _engine = null!;
    private ProbeTrial _trial = null!;

    private StandInContainer Container => _engine.Container!;

    public async Task InitializeAsync()
    {
        _engine = await StandInEngine.StartAsync();
        _trial = ProbeTrial.Of($$"""
            probes:
              - name: box
                docker: { container: checkout, socket: {{_engine.Socket}}, every: 5s }
            """);
    }

    public async Task DisposeAsync()
    {
        await _trial.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_version_that_ends_before_anybody_sees_it_run_is_rolled_back_and_its_code_told()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(() =>
        {
            _engine.Container = Replaced().Ended(3);
            return Task.CompletedTask;
        });
        await _trial.VerdictAsync();
        Assert.Equal("container checkout exited with code 3 on checkout", _trial.MustRollBack("failure-at-once"));
    }

    [Fact]
    public async Task A_version_that_takes_too_much_memory_is_rolled_back_and_that_is_told()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(BringAsync);
        await _trial.LookAsync(6);
        _engine.Container = Container.Ended(137) with { OutOfMemory = true };
        await _trial.VerdictAsync();
        Assert.StartsWith("container checkout was killed because it took too much memory",
            _trial.MustRollBack("failure-at-once"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_the_engine_starts_again_and_again_is_rolled_back()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(BringAsync);
        await _trial.VerdictAsync(_ =>
        {
            _engine.Container = Container.StartedAgain(_trial.Now);
            return Task.CompletedTask;
        });
        Assert.Contains("restart", _trial.MustRollBack("failure-at-once"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_whose_health_check_fails_is_rolled_back_and_what_the_check_said_is_told()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(() =>
        {
            _engine.Container = Replaced() with { Health = "starting" };
            return Task.CompletedTask;
        });
        await _trial.LookAsync(3);
        _engine.Container = Container with { Health = "unhealthy", LastCheck = "no route to payments" };
        await _trial.VerdictAsync();
        Assert.Contains("no route to payments", _trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(137)]
    public async Task A_container_that_somebody_stops_and_starts_again_is_not(int code)
    {
        await _trial.LearnAsync();
        // How the old one ends is never a failure, and it may be gone for a look.
        _engine.Container = Container.Ended(1);
        await _trial.DeployAsync(BringAsync);
        await _trial.LookAsync(6);
        _engine.Container = Container.Ended(code);
        await _trial.LookAsync(2);
        _engine.Container = Container.StartedAgain(_trial.Now, byEngine: false);
        await _trial.VerdictAsync();
        _trial.MustPromote();
    }

    [Fact]
    public async Task A_container_that_is_made_anew_under_its_name_is_not()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(BringAsync);
        await _trial.LookAsync(6);
        var before = Container;
        _engine.Container = null;
        await _trial.LookAsync(2);
        _engine.Container = before.StartedAgain(_trial.Now, byEngine: false) with { Id = "0b1c2d" };
        await _trial.VerdictAsync();
        _trial.MustPromote();
    }

    private Task BringAsync()
    {
        _engine.Container = Replaced();
        return Task.CompletedTask;
    }

    private StandInContainer Replaced() => Container.StartedAgain(_trial.Now, byEngine: false) with
    {
        Id = "aa11bb22",
        Image = "sha256:00ff",
    };
}
