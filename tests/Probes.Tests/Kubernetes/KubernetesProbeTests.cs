using System.Net;
using Bellwether.Probes.Kubernetes;
using Bellwether.Testing.Engines;

namespace Bellwether.Probes.Tests.Kubernetes;

public sealed class KubernetesProbeTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Earlier = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = new(2026, 1, 2, 4, 0, 0, TimeSpan.Zero);

    private StandInApi _api = null!;
    private KubernetesProbe _probe = null!;

    public async Task InitializeAsync()
    {
        _api = await StandInApi.StartAsync();
        _api.Pods = [Old("a"), Old("b"), Old("c")];
        _probe = Probe("deployment/checkout");
    }

    public async Task DisposeAsync()
    {
        await _probe.DisposeAsync();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task Pods_that_are_ready_are_good_with_their_levels_version_and_image()
    {
        var look = await LookAsync();
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Detail));
        Assert.Equal(
            ("1", "sha256:f00", true), (look.Sighting!.Version, look.Sighting.ImageDigest, look.Sighting.Alive));
        Assert.Equal(
            ["container-restarts", "container-restarts", "container-restarts", "waiting", "oom-killed", "ready",
                "rollout-stuck", "updated"],
            look.Readings.Select(reading => reading.Name));
        Assert.Equal((1, 1), (Level(look, "ready"), Level(look, "updated")));
    }

    [Fact]
    public async Task It_gets_the_workload_and_lists_its_pods_by_pages_and_nothing_else()
    {
        await LookAsync();
        const string Pods = "GET /api/v1/namespaces/shop/pods"
            + "?labelSelector=app%3Dcheckout%2Ctier%20notin%20%28a%2Cb%29&limit=100";
        Assert.Equal(
            ["GET /apis/apps/v1/namespaces/shop/deployments/checkout", Pods, Pods + "&continue=2"], _api.Asked);
    }

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("CreateContainerConfigError")]
    public async Task A_new_pod_that_waits_for_what_never_comes_is_bad_and_the_sign_of_its_version(string reason)
    {
        var before = (await LookAsync()).Sighting!.ProcessId;
        _api.Pods = [.. _api.Pods, New("n") with { Waiting = reason, Ready = false }];
        var look = await LookAsync();
        Assert.Equal((Reachability.Bad, "waiting", $"pod n: container app waits: {reason} (as the node says)"),
            (look.Reachability, look.Reason, look.Detail));
        Assert.NotEqual(before, look.Sighting!.ProcessId);
        Assert.Equal(("2", null), (look.Sighting.Version, look.Sighting.Failure));
        Assert.Equal((1, 1), (Level(look, "waiting"), Level(look, "ready")));
    }

    [Fact]
    public async Task One_whose_image_is_still_fetched_is_waited_for()
    {
        _api.Pods = [.. _api.Pods, New("n") with { Waiting = "ContainerCreating", Ready = false }];
        var look = await LookAsync();
        Assert.Equal((Reachability.Good, "1"), (look.Reachability, look.Sighting!.Version));
    }

    [Theory]
    [InlineData("OOMKilled", 137, null, "was killed because it took too much memory (OOMKilled)")]
    [InlineData("Error", 1, "CrashLoopBackOff", "ends again and again (CrashLoopBackOff, last exit code 1)")]
    [InlineData("Error", 3, null, "exited with code 3")]
    public async Task How_a_container_of_the_newest_revision_ended_is_hard_evidence(
        string reason, int code, string? waiting, string words)
    {
        var before = (await LookAsync()).Sighting!.ProcessId;
        _api.Pods = [.. _api.Pods, New("n") with { Ended = (reason, code), Waiting = waiting, Restarts = 2 }];
        var look = await LookAsync();
        Assert.Equal(("pod n: container app " + words, code, "2"),
            (look.Sighting!.Failure, look.Sighting.ExitCode, look.Sighting.Version));
        Assert.NotEqual(before, look.Sighting.ProcessId);
        Assert.Equal(2, look.Readings.Single(reading => reading.Labels["pod"] == "n").Value);
    }

    [Fact]
    public async Task How_old_ones_those_on_their_way_out_and_those_that_were_asked_to_end_did_is_none()
    {
        _api.Pods =
        [
            Old("a") with { Ended = ("OOMKilled", 137) }, New("b") with { Ended = ("Error", 143) },
            New("c") with { Ended = ("Error", 137) }, New("d") with { Ended = ("Error", 1), Leaves = true },
        ];
        var look = await LookAsync();
        Assert.Equal((Reachability.Good, null, null),
            (look.Reachability, look.Sighting!.Failure, look.Sighting.ExitCode));
        Assert.Equal(0, Level(look, "oom-killed"));
    }

    [Fact]
    public async Task A_rollout_that_missed_its_deadline_is_stuck()
    {
        _api.Workload = StandInApi.Deployment(updated: 1, stuck: true);
        var look = await LookAsync();
        Assert.Equal(("stuck", 1), (look.Reason, Level(look, "rollout-stuck")));
        Assert.Contains("ProgressDeadlineExceeded", look.Detail, StringComparison.Ordinal);
        Assert.Equal(1.0 / 3, Level(look, "updated"), 6);
    }

    [Fact]
    public async Task What_the_controller_has_not_seen_yet_is_not_told()
    {
        _api.Workload = StandInApi.Deployment(updated: 3, stuck: true);
        _api.Workload["metadata"]!["generation"] = 5;
        var look = await LookAsync();
        Assert.Equal((Reachability.Good, 0), (look.Reachability, Level(look, "rollout-stuck")));
        Assert.DoesNotContain(look.Readings, reading => reading.Name == "updated");
    }

    [Fact]
    public async Task Pods_of_which_none_is_ready_are_bad_and_one_that_no_node_takes_is_told()
    {
        _api.Pods = [Old("a") with { Ready = false }, Old("b") with { Ready = false }];
        Assert.Equal((Reachability.Bad, "starting"), Short(await LookAsync()));
        _api.Pods = [Old("a"), New("b") with { Unscheduled = "0/3 nodes: insufficient memory", Ready = false }];
        Assert.Equal(Reachability.Good, (await LookAsync()).Reachability);
        _api.Pods = [.. _api.Pods.Skip(1)];
        Assert.Equal("none of the 1 pods of deployment/checkout is ready;"
            + " pod b: no node takes it: 0/3 nodes: insufficient memory", (await LookAsync()).Detail);
        _api.Pods = [];
        Assert.Equal((Reachability.Bad, "no-pods"), Short(await LookAsync()));
    }

    [Fact]
    public async Task What_the_cluster_says_is_told_without_secrets()
    {
        _api.Pods = [New("b") with { Unscheduled = "0/3 nodes: secret=canary-31 denied", Ready = false }];
        Assert.EndsWith("no node takes it: 0/3 nodes: secret=(hidden) denied", (await LookAsync()).Detail,
            StringComparison.Ordinal);
        _api.Pods = [New("n") with { Waiting = "ErrImagePull", Says = "https://me:canary-31@hub/x", Ready = false }];
        Assert.EndsWith("ErrImagePull (https://(hidden)@hub/x)", (await LookAsync()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workload_that_never_was_is_missing_one_that_was_is_gone_and_none_is_wanted_at_nought()
    {
        _api.Workload!["spec"]!["replicas"] = 0;
        Assert.Equal((Reachability.Missing, "scaled-down"), Short(await LookAsync()));
        _api.Workload = null;
        Assert.Equal((Reachability.Missing, "no-workload"), Short(await LookAsync()));
        _api.Workload = StandInApi.Deployment();
        await LookAsync();
        _api.Workload = null;
        Assert.Equal((Reachability.Bad, "workload-gone"), Short(await LookAsync()));
    }

    [Fact]
    public async Task A_selector_alone_needs_no_right_to_any_workload()
    {
        await using var probe = Probe(null, "app=checkout");
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.All(_api.Asked, asked => Assert.StartsWith("GET /api/v1/", asked, StringComparison.Ordinal));
        _api.Pods = [];
        Assert.Equal((Reachability.Bad, "no-pods"), Short(await probe.LookAsync(CancellationToken.None)));
        await using var other = Probe(null, "app=checkout");
        Assert.Equal((Reachability.Missing, "no-pods"), Short(await other.LookAsync(CancellationToken.None)));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "does not know the service account (401)")]
    [InlineData(HttpStatusCode.Forbidden, "may not get deployment/checkout in shop (403)")]
    [InlineData(HttpStatusCode.InternalServerError, "answered 500")]
    public async Task What_the_api_refuses_is_our_blindness(HttpStatusCode status, string words)
    {
        _api.Answer = status;
        var look = await LookAsync();
        Assert.Equal((Reachability.Missing, "cluster"), Short(look));
        Assert.Contains(words, look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_pods_than_pages_hold_are_refused()
    {
        _api.PageSize = 1;
        _api.Pods = [.. Enumerable.Range(0, ClusterLine.MostPages + 1).Select(i => Old($"p{i}"))];
        Assert.Contains("more than 1000 pods", (await LookAsync()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workload_or_a_selector_is_needed()
    {
        Assert.Empty(OptionFaults.Of(new KubernetesProbeOptions { Workload = "statefulset/db-0.x" }));
        Assert.Contains("workload or a selector", OptionFaults.Of(new KubernetesProbeOptions()).Single());
        foreach (var wrong in new[] { "pod/x", "deployment/", "deployment/../x", "deployment/X" })
            Assert.Contains("must be", OptionFaults.Of(new KubernetesProbeOptions { Workload = wrong }).Single());
        Assert.Contains("absolute", OptionFaults.Of(
            new KubernetesProbeOptions { Selector = "a", Account = "x" }).Single());
    }

    private static StandInPod Old(string name) => new(name, "f00", Earlier);

    private static StandInPod New(string name) => new(name, "ba4", Later) { Version = "2" };

    private static double Level(Look look, string name) =>
        look.Readings.Single(reading => reading.Name == name).Value;

    private static (Reachability, string?) Short(Look look) => (look.Reachability, look.Reason);

    private async Task<Look> LookAsync() => await _probe.LookAsync(CancellationToken.None);

    private KubernetesProbe Probe(string? workload, string? selector = null) => new(
        new()
        {
            Workload = workload,
            Selector = selector,
            Api = new(_api.Address),
            Account = _api.Account,
            Timeout = TimeSpan.FromSeconds(5),
        },
        new ProbeContext("pods", TimeProvider.System));
}
