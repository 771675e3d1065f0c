using System.Net;
using System.Text.Json.Nodes;
using Bellwether.Agent.Targets;
using Bellwether.Agent.Targets.Kubernetes;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Targets;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Targets;

public sealed class PodTargetsTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private StandInCluster _cluster = null!;
    private PodTargets _pods = null!;

    public async Task InitializeAsync()
    {
        _cluster = await StandInCluster.StartAsync();
        _pods = new PodTargets(_cluster.Options, _time, AddressGuard.Standard);
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    public void Dispose() => _pods.Dispose();

    [Fact]
    public async Task Pods_come_with_their_address_version_and_image()
    {
        _cluster.Add("checkout-1", "2.4.1", "10.0.0.7");
        _cluster.Add("checkout-2", null, "fd00::7");
        var found = await ReadAsync();

        Assert.Equal(("checkout-1", "10.0.0.7", 8080, "2.4.1", true), (found[0].Instance, found[0].Host,
            found[0].Port, found[0].Version, found[0].CanBeLookedAt));
        Assert.Equal("sha256:" + new string('a', 64), found[0].ImageDigest);
        Assert.Equal(("[fd00::7]", null), (found[1].Host, found[1].Version));
        Assert.Equal("/api/v1/namespaces/shop/pods?labelSelector=app%3Dcheckout&limit=100",
            Assert.Single(_cluster.Asked));
    }

    [Fact]
    public async Task A_list_of_several_pages_is_read_to_its_end()
    {
        _cluster.PageSize = 2;
        for (var i = 0; i < 5; i++) _cluster.Add($"checkout-{i}");
        Assert.Equal(5, (await ReadAsync()).Count);
        Assert.Equal(3, _cluster.Asked.Count);
    }

    [Fact]
    public async Task A_list_whose_beginning_is_forgotten_is_read_once_more()
    {
        _cluster.PageSize = 2;
        for (var i = 0; i < 5; i++) _cluster.Add($"checkout-{i}");
        _cluster.Forgotten = 1;
        Assert.Equal(5, (await ReadAsync()).Select(pod => pod.Instance).Distinct().Count());
        _cluster.Forgotten = 5;
        Assert.Contains("410", (await TroubleAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "(401)")]
    [InlineData(HttpStatusCode.Forbidden, "may not list pods in shop (403)")]
    [InlineData(HttpStatusCode.InternalServerError, "answered 500")]
    public async Task What_the_api_refuses_is_our_trouble_and_told(HttpStatusCode status, string why)
    {
        _cluster.Answer = status;
        Assert.Contains(why, (await TroubleAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_changed_is_read_anew()
    {
        _cluster.Add("checkout-1");
        var token = Path.Combine(_cluster.Account, "token");
        await File.WriteAllTextAsync(token, "old");
        Assert.Contains("401", (await TroubleAsync()).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(token, StandInCluster.Token);
        Assert.Single(await ReadAsync());
    }

    [Theory]
    [InlineData("""{"items":[],"metadata":null}""")]
    [InlineData("""{"items":[],"metadata":{"continue":7}}""")]
    [InlineData("""{"items":[{"metadata":{"name":"\ud800"}}]}""")]
    public async Task An_answer_that_is_no_list_of_pods_is_our_trouble(string says)
    {
        _cluster.Says = says;
        Assert.Contains("answered", (await TroubleAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_that_is_away_is_our_trouble()
    {
        await _cluster.StopAsync();
        Assert.Contains("cannot be asked", (await TroubleAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_believed()
    {
        await using var cluster = await StandInCluster.StartAsync(StandInCluster.OtherAuthority());
        using var pods = new PodTargets(cluster.Options, _time, AddressGuard.Standard);
        await Assert.ThrowsAsync<TargetsException>(async () => await pods.ReadAsync(CancellationToken.None));
        Assert.Empty(cluster.Asked);
    }

    [Fact]
    public async Task Pods_on_their_way_out_are_no_targets()
    {
        _cluster.Add("goes")["metadata"]!["deletionTimestamp"] = "2026-01-02T03:04:00Z";
        _cluster.Add("ended")["status"]!["phase"] = "Succeeded";
        _cluster.Add("evicted")["status"]!["phase"] = "Failed";
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Pods_that_are_deleted_were_taken_away_and_those_that_ended_of_themselves_were_not()
    {
        _cluster.Add("ended")["status"]!["phase"] = "Failed";
        var killed = _cluster.Add("killed");
        killed["metadata"]!["deletionTimestamp"] = "2026-01-02T03:04:00Z";
        killed["status"]!["phase"] = "Failed";
        await ReadAsync();
        Assert.Equal([false, true, true], new[] { "ended", "killed", "unlisted" }.Select(_pods.WasTakenAway));
    }

    [Fact]
    public async Task A_pod_is_looked_at_once_it_was_ready_and_from_then_on()
    {
        var pod = _cluster.Add("checkout-1");
        pod["status"]!["conditions"]![0]!["status"] = "False";
        Container(pod)["state"]!["running"]!["startedAt"] = "2026-01-02T03:03:30Z";
        Assert.False((await ReadAsync())[0].CanBeLookedAt);
        pod["status"]!["conditions"]![0]!["status"] = "True";
        Assert.True((await ReadAsync())[0].CanBeLookedAt);
        pod["status"]!["conditions"]![0]!["status"] = "False";
        Assert.True((await ReadAsync())[0].CanBeLookedAt);
    }

    [Fact]
    public async Task A_pod_that_never_gets_ready_is_looked_at_after_a_minute()
    {
        var pod = _cluster.Add("checkout-1");
        pod["status"]!["conditions"]![0]!["status"] = "False";
        Container(pod)["state"]!["running"]!["startedAt"] = "2026-01-02T03:03:30Z";
        Assert.False((await ReadAsync())[0].CanBeLookedAt);
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.True((await ReadAsync())[0].CanBeLookedAt);
    }

    [Theory]
    [InlineData("OOMKilled", null, 137, "too much memory (OOMKilled)")]
    [InlineData("Error", "CrashLoopBackOff", 1, "again and again (CrashLoopBackOff, last exit code 1)")]
    [InlineData("Error", null, 3, "ended with exit code 3")]
    public async Task How_a_container_ended_is_hard_evidence(string reason, string? waiting, int code, string words)
    {
        var pod = _cluster.Add("checkout-1");
        Container(pod)["restartCount"] = 2;
        Container(pod)["lastState"] = JsonNode.Parse($$"""
            { "terminated": { "reason": "{{reason}}", "exitCode": {{code}}, "finishedAt": "2026-01-02T03:03:00Z" } }
            """);
        if (waiting is not null)
            Container(pod)["state"] = JsonNode.Parse($$"""{ "waiting": { "reason": "{{waiting}}" } }""");
        var found = Assert.Single(await ReadAsync());

        Assert.Contains(words, found.Failure, StringComparison.Ordinal);
        Assert.Equal((2, code), (found.Restarts, found.ExitCode));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 3, 0, TimeSpan.Zero), found.FailedAt);
    }

    [Fact]
    public async Task A_pod_whose_image_is_still_fetched_is_not_there_yet()
    {
        var pod = _cluster.Add("checkout-1");
        pod["status"]!["phase"] = "Pending";
        Container(pod)["state"] = JsonNode.Parse("""{ "waiting": { "reason": "ContainerCreating" } }""");
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task A_container_that_ended_well_is_no_evidence()
    {
        var pod = _cluster.Add("checkout-1");
        Container(pod)["lastState"] = JsonNode.Parse("""
            { "terminated": { "reason": "Completed", "exitCode": 0, "finishedAt": "2026-01-02T03:03:00Z" } }
            """);
        Assert.Null(Assert.Single(await ReadAsync()).Failure);
    }

    private async Task<IReadOnlyList<FoundTarget>> ReadAsync() => await _pods.ReadAsync(CancellationToken.None);

    private Task<TargetsException> TroubleAsync() =>
        Assert.ThrowsAsync<TargetsException>(async () => await _pods.ReadAsync(CancellationToken.None));

    private static JsonObject Container(JsonObject pod) => (JsonObject)pod["status"]!["containerStatuses"]![0]!;
}
