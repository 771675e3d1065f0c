using Bellwether.Probes.Docker;
using Bellwether.Testing.Engines;
using Microsoft.AspNetCore.Http;

namespace Bellwether.Probes.Tests.Docker;

public sealed class DockerProbeTests : IAsyncLifetime
{
    private StandInEngine _engine = null!;
    private DockerProbe _probe = null!;

    public async Task InitializeAsync()
    {
        _engine = await StandInEngine.StartAsync();
        _probe = Probe(_engine.Socket);
    }

    public async Task DisposeAsync()
    {
        await _probe.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_container_that_runs_is_good_with_its_process_image_and_levels()
    {
        var look = await LookAsync();
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.Equal((30476, true, "2.4.1", StandInEngine.Digest),
            (look.Sighting!.ProcessId, look.Sighting.Alive, look.Sighting.Version, look.Sighting.ImageDigest));
        Assert.Equal(_engine.Container!.StartedAt, look.Sighting.StartedAt);
        Assert.Equal([("auto-restarts", 0), ("memory", 50e6), ("memory-used", 0.5)],
            look.Readings.Select(reading => (reading.Name, reading.Value)));
    }

    [Fact]
    public async Task It_only_asks_and_asks_for_an_image_once()
    {
        await LookAsync();
        await LookAsync();
        Assert.Equal(
            ["GET /containers/checkout/json", "GET /images/sha256:5fc17295828d/json",
                "GET /containers/checkout/stats?stream=false&one-shot=true",
                "GET /containers/checkout/json", "GET /containers/checkout/stats?stream=false&one-shot=true"],
            _engine.Heard);
    }

    [Fact]
    public async Task Without_a_limit_there_is_no_share_of_it()
    {
        _engine.Container = _engine.Container! with { Limit = 9_223_372_036_854_771_712 };
        Assert.Equal(["auto-restarts", "memory"], (await LookAsync()).Readings.Select(reading => reading.Name));
    }

    [Theory]
    [InlineData("", Reachability.Good, null, null)]
    [InlineData("healthy", Reachability.Good, null, null)]
    [InlineData("starting", Reachability.Missing, "health-starting",
        "no health check of container checkout has passed, or failed for good, yet")]
    [InlineData("unhealthy", Reachability.Bad, "unhealthy",
        "container checkout is unhealthy, 3 checks failed: cannot reach the database")]
    public async Task Health_is_what_the_engine_says_it_is(
        string health, Reachability reachability, string? reason, string? detail)
    {
        _engine.Container = _engine.Container! with { Health = health, LastCheck = "cannot reach the database" };
        var look = await LookAsync();
        Assert.Equal((reachability, reason, detail), (look.Reachability, look.Reason, look.Detail));
    }

    [Theory]
    [InlineData("cannot log in: password=canary-31 at db:5432", "cannot log in: password=(hidden) at db:5432")]
    [InlineData("GET https://shop:canary-31@shop.example/health 503", "GET https://(hidden)@shop.example/health 503")]
    [InlineData("Authorization: Bearer canary-31", "Authorization: Bearer (hidden)")]
    [InlineData("token:\\ncanary-31", "(hidden)")]
    public async Task What_a_health_check_prints_is_told_without_secrets(string printed, string told)
    {
        _engine.Container = _engine.Container! with { Health = "unhealthy", LastCheck = printed };
        var detail = (await LookAsync()).Detail!;
        Assert.DoesNotContain("canary", detail, StringComparison.Ordinal);
        Assert.Equal($"container checkout is unhealthy, 3 checks failed: {told}", detail);
    }

    [Fact]
    public async Task What_the_engine_says_is_told_without_secrets_and_not_at_length()
    {
        _engine.Container = _engine.Container!.Ended(127, "created") with
        {
            StartedAt = null,
            Error = "exec: --api-key=canary-31 " + new string('a', 30) + string.Concat(Enumerable.Repeat(" on", 2000)),
        };
        var look = await LookAsync();
        Assert.DoesNotContain("canary", look.Detail + look.Sighting!.Failure, StringComparison.Ordinal);
        Assert.InRange(look.Detail!.Length, 100, 240);
    }

    [Theory]
    [InlineData("exited", 3, false, "failed", "container checkout exited with code 3")]
    [InlineData("exited", 137, true, "failed",
        "container checkout was killed because it took too much memory (OOMKilled)")]
    [InlineData("restarting", 1, false, "restarting",
        "container checkout is being started again after 0 automatic restarts: it exited with code 1")]
    public async Task One_that_failed_is_bad_and_its_process_the_one_that_ran(
        string status, int code, bool outOfMemory, string reason, string detail)
    {
        await LookAsync();
        _engine.Container = _engine.Container!.Ended(code, status) with { OutOfMemory = outOfMemory };
        var look = await LookAsync();
        Assert.Equal((Reachability.Bad, reason, detail), (look.Reachability, look.Reason, look.Detail));
        Assert.Equal((30476, false, code),
            (look.Sighting!.ProcessId, look.Sighting.Alive, look.Sighting.ExitCode));
        Assert.StartsWith("container checkout ", look.Sighting.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(137)]
    [InlineData(143)]
    public async Task One_that_ended_as_asked_is_stopped_and_no_evidence(int code)
    {
        _engine.Container = _engine.Container!.Ended(code);
        var look = await LookAsync();
        Assert.Equal((Reachability.Bad, "stopped"), (look.Reachability, look.Reason));
        Assert.Equal((null, null, null), (look.Sighting!.Alive, look.Sighting.ExitCode, look.Sighting.Failure));
    }

    [Fact]
    public async Task One_that_nobody_saw_running_has_a_number_that_no_process_has_and_keeps_it()
    {
        _engine.Container = _engine.Container!.Ended(3);
        var first = (await LookAsync()).Sighting!.ProcessId;
        Assert.InRange(first!.Value, (1 << 22) + 1, int.MaxValue);
        Assert.Equal(first, (await LookAsync()).Sighting!.ProcessId);
        await using var other = Probe(_engine.Socket);
        Assert.Equal(first, (await other.LookAsync(CancellationToken.None)).Sighting!.ProcessId);
        _engine.Container = _engine.Container with { StartedAt = _engine.Container.StartedAt!.Value.AddSeconds(5) };
        Assert.NotEqual(first, (await LookAsync()).Sighting!.ProcessId);
    }

    [Fact]
    public async Task One_that_the_engine_could_not_start_has_failed_and_why()
    {
        _engine.Container = _engine.Container!.Ended(127, "created") with
        {
            StartedAt = null,
            Error = "exec: no such file: unknown",
        };
        var look = await LookAsync();
        Assert.Equal("container checkout could not be started: exec: no such file: unknown", look.Sighting!.Failure);
        Assert.Equal("failed", look.Reason);
    }

    [Fact]
    public async Task A_container_that_never_was_is_missing_and_one_that_was_is_gone()
    {
        _engine.Container = null;
        Assert.Equal((Reachability.Missing, "no-container"), Short(await LookAsync()));
        _engine.Container = new();
        await LookAsync();
        _engine.Container = null;
        Assert.Equal((Reachability.Bad, "container-gone"), Short(await LookAsync()));
    }

    [Fact]
    public async Task An_engine_that_cannot_be_asked_is_our_blindness()
    {
        await using (var nobody = Probe("/nowhere/engine.sock"))
            Assert.Equal((Reachability.Missing, "engine"), Short(await nobody.LookAsync(CancellationToken.None)));
        foreach (var (answer, words) in new (Func<HttpContext, Task>, string)[]
        {
            (context => { context.Response.StatusCode = 500; return Task.CompletedTask; }, "answered 500"),
            (context => { context.Response.StatusCode = 301; return Task.CompletedTask; }, "answered 301"),
            (context => context.Response.WriteAsync("<html>"), "no JSON"),
            (context => context.Response.WriteAsync("[]"), "no object"),
            (context => context.Response.WriteAsync("{}"), "no Id"),
            (context => context.Response.Body.WriteAsync(new byte[EngineLine.MostBytes + 1]).AsTask(),
                "cannot be asked"),
        })
        {
            _engine.Instead = answer;
            var look = await LookAsync();
            Assert.Equal((Reachability.Missing, "engine"), Short(look));
            Assert.Contains(words, look.Detail, StringComparison.Ordinal);
        }

        _engine.Instead = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        await using var patient = Probe(_engine.Socket, TimeSpan.FromMilliseconds(150));
        Assert.Equal((Reachability.Missing, "engine-timeout"), Short(await patient.LookAsync(CancellationToken.None)));
    }

    [Fact]
    public void Names_and_paths_are_checked()
    {
        Assert.Empty(OptionFaults.Of(new DockerProbeOptions { Container = "checkout_1.a" }));
        Assert.Contains("name of a container", OptionFaults.Of(new DockerProbeOptions { Container = "../x" }).Single());
        Assert.Contains(
            "absolute", OptionFaults.Of(new DockerProbeOptions { Container = "a", Socket = "x" }).Single());
        Assert.NotEmpty(OptionFaults.Of(new DockerProbeOptions()));
    }

    private async Task<Look> LookAsync() => await _probe.LookAsync(CancellationToken.None);

    private static (Reachability, string?) Short(Look look) => (look.Reachability, look.Reason);

    private static DockerProbe Probe(string socket, TimeSpan? timeout = null) => new(
        new() { Container = "checkout", Socket = socket, VersionLabel = "shop.version", Timeout = timeout },
        TimeProvider.System);
}
