using Bellwether.Testing.Engines;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>A Deployment of a stand-in cluster, in the states that rollouts of the real one go through.</summary>
public sealed class KubernetesTrials : IAsyncLifetime
{
    private StandInApi _api = null!;
    private ProbeTrial _trial = null!;
    private int _pods;

    public async Task InitializeAsync()
    {
        _api = await StandInApi.StartAsync();
        _trial = ProbeTrial.Of($$"""
            probes:
              - name: pods
                kubernetes:
                  { workload: deployment/checkout, every: 5s, api: {{_api.Address}}, account: {{_api.Account}} }
            """);
        _api.Pods = [Pod("f00"), Pod("f00"), Pod("f00")];
    }

    public async Task DisposeAsync()
    {
        await _trial.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task A_version_whose_image_cannot_be_had_is_rolled_back_and_that_is_told()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(() => BringAsync(Pod("ba4") with { Waiting = "ImagePullBackOff", Ready = false }));
        await _trial.VerdictAsync();
        Assert.Contains("ImagePullBackOff", _trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_crashes_is_rolled_back_at_once()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(() => BringAsync(Pod("ba4") with
        {
            Waiting = "CrashLoopBackOff",
            Ended = ("Error", 1),
            Restarts = 2,
            Ready = false,
        }));
        await _trial.VerdictAsync();
        Assert.Contains("(CrashLoopBackOff, last exit code 1)", _trial.MustRollBack("failure-at-once"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_killed_for_its_memory_is_rolled_back()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(RollAsync("ba4"));
        await _trial.LookAsync(6);
        _api.Pods = [_api.Pods[0] with { Ended = ("OOMKilled", 137), Restarts = 1 }, .. _api.Pods.Skip(1)];
        await _trial.VerdictAsync();
        Assert.Contains(
            "too much memory (OOMKilled)", _trial.MustRollBack("failure-at-once"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_its_node_starts_again_and_again_is_rolled_back_for_its_restarts()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(RollAsync("ba4"));
        await _trial.LookAsync(6);
        // As when its liveness probe fails: it ends as it was asked to, and is started again.
        await _trial.VerdictAsync(_ =>
        {
            var restarts = _api.Pods[0].Restarts + 1;
            _api.Pods = [_api.Pods[0] with { Ended = ("Error", 143), Restarts = restarts }, .. _api.Pods.Skip(1)];
            return Task.CompletedTask;
        });
        Assert.StartsWith("containers were started again, ", _trial.MustRollBack("pods-container-restarts"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollout_that_is_stuck_is_rolled_back()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(RollAsync("ba4"));
        await _trial.LookAsync(4);
        _api.Workload = StandInApi.Deployment(updated: 1, stuck: true);
        await _trial.VerdictAsync();
        Assert.Contains("ProgressDeadlineExceeded", _trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rolling_restart_and_an_api_that_is_away_are_not()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(RollAsync("ba4"));
        await _trial.LookAsync(6);
        // Pod by pod, as a rollout goes, each starting while the one before it is on its way out.
        for (var i = 0; i < 3; i++)
        {
            _api.Pods = [.. _api.Pods.Where(pod => !pod.Leaves), Pod("c0c") with { Waiting = "ContainerCreating" }];
            await _trial.LookAsync(1);
            var leaving = _api.Pods.First(pod => pod.Revision == "ba4");
            _api.Pods =
            [
                .. _api.Pods.Where(pod => pod != leaving).Select(pod => pod with { Waiting = null }),
                leaving with { Leaves = true, Ended = ("Error", 1) },
            ];
            await _trial.LookAsync(1);
        }

        _api.Pods = [.. _api.Pods.Where(pod => !pod.Leaves)];
        _api.Answer = System.Net.HttpStatusCode.ServiceUnavailable;
        await _trial.LookAsync(2);
        Assert.Equal("cluster", _trial.Looks[^1].Look.Reason);
        _api.Answer = null;
        await _trial.VerdictAsync();
        _trial.MustPromote();
    }

    private Task BringAsync(StandInPod pod)
    {
        _api.Pods = [.. _api.Pods, pod];
        return Task.CompletedTask;
    }

    private Func<Task> RollAsync(string revision) => () =>
    {
        _api.Pods = [Pod(revision), Pod(revision), Pod(revision)];
        return Task.CompletedTask;
    };

    private StandInPod Pod(string revision) => new($"checkout-{revision}-{_pods++}", revision, _trial.Now)
    {
        Version = revision == "f00" ? "1" : "2",
    };
}
