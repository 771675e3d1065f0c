using Bellwether.Probes.Systemd;

namespace Bellwether.Probes.Tests.Systemd;

/// <summary>What the probe makes of what a bus answers; the real ones are in the trials.</summary>
public sealed class SystemdProbeTests
{
    private static readonly (string, string, object)[] Running =
    [
        ("LoadState", "s", "loaded"), ("ActiveState", "s", "active"), ("SubState", "s", "running"),
        ("Result", "s", "success"), ("NRestarts", "u", 2u), ("MainPID", "u", 77u), ("ExecMainPID", "u", 77u),
        ("ExecMainStartTimestamp", "t", 1_790_000_000_123_456ul), ("ExecMainCode", "i", 0), ("ExecMainStatus", "i", 0),
        ("MemoryCurrent", "t", 50_000_000ul), ("MemoryMax", "t", 200_000_000ul),
        ("TasksCurrent", "t", 12ul), ("TasksMax", "t", 48ul), ("ControlGroup", "s", "/system.slice/x.service"),
    ];

    [Fact]
    public async Task A_service_that_runs_is_good_with_its_process_and_its_levels()
    {
        var look = await LookAsync(Running);
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Reason));
        Assert.Equal((77, true, null, null), (look.Sighting!.ProcessId, look.Sighting.Alive, look.Sighting.ExitCode,
            look.Sighting.Failure));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(17_900_000_001_234_560), look.Sighting.StartedAt);
        Assert.Equal(
            [("auto-restarts", 2), ("memory", 50e6), ("memory-used", 0.25), ("tasks-used", 0.25)],
            look.Readings.Select(reading => (reading.Name, reading.Value)));
    }

    [Fact]
    public async Task Numbers_that_stand_for_none_are_left_out()
    {
        var look = await LookAsync(
            Running, ("MemoryCurrent", "t", ulong.MaxValue), ("TasksMax", "t", ulong.MaxValue));
        Assert.Equal(["auto-restarts"], look.Readings.Select(reading => reading.Name));
    }

    [Theory]
    [InlineData("oom-kill", 2, 9, "x.service was killed because it took too much memory (oom-kill)")]
    [InlineData("exit-code", 1, 3, "x.service exited with code 3")]
    [InlineData("exit-code", 1, 203, "x.service exited with code 203 (it could not be executed)")]
    [InlineData("core-dump", 3, 11, "x.service was ended by signal 11 (SEGV)")]
    [InlineData("watchdog", 2, 6, "x.service gave its watchdog no sign of life (watchdog)")]
    [InlineData("start-limit-hit", 1, 1,
        "x.service ended too often to be started again (start-limit-hit): exited with code 1")]
    public async Task A_failed_service_is_bad_and_its_process_has_failed_in_words(
        string result, int code, int status, string words)
    {
        var look = await LookAsync(Running, ("ActiveState", "s", "failed"), ("SubState", "s", "failed"),
            ("Result", "s", result), ("MainPID", "u", 0u),
            ("ExecMainCode", "i", code), ("ExecMainStatus", "i", status));
        Assert.Equal((Reachability.Bad, "failed", words), (look.Reachability, look.Reason, look.Detail));
        Assert.Equal((77, false, words), (look.Sighting!.ProcessId, look.Sighting.Alive, look.Sighting.Failure));
        Assert.Equal(code == 1 ? status : 128 + status, look.Sighting.ExitCode);
        Assert.Equal(["auto-restarts"], look.Readings.Select(reading => reading.Name));
    }

    [Theory]
    [InlineData("inactive", "dead", "success", 1, 0, "stopped")]
    [InlineData("inactive", "dead", "success", 2, 15, "stopped")]
    [InlineData("failed", "failed", "exit-code", 1, 143, "failed")]
    [InlineData("deactivating", "stop-sigterm", "success", 0, 0, "stopping")]
    [InlineData("activating", "start", "success", 0, 0, "starting")]
    public async Task One_that_ended_as_asked_or_is_on_its_way_is_bad_and_no_evidence_against_its_process(
        string active, string sub, string result, int code, int status, string reason)
    {
        var look = await LookAsync(Running, ("ActiveState", "s", active), ("SubState", "s", sub),
            ("Result", "s", result), ("MainPID", "u", 0u),
            ("ExecMainCode", "i", code), ("ExecMainStatus", "i", status));
        Assert.Equal((Reachability.Bad, reason), (look.Reachability, look.Reason));
        Assert.Equal((null, null, null), (look.Sighting!.Alive, look.Sighting.ExitCode, look.Sighting.Failure));
    }

    [Fact]
    public async Task A_unit_that_never_was_is_missing_and_one_that_was_is_gone()
    {
        var there = true;
        (string, string, object)[] none = [("LoadState", "s", "not-found"), ("ActiveState", "s", "inactive"),
            ("SubState", "s", "dead")];
        await using var bus = new BusStandIn(serial => Answer(serial, there ? Running : none));
        await using var probe = Probe(bus.Path);
        await using var other = Probe(bus.Path);
        await probe.LookAsync(CancellationToken.None);
        there = false;
        Assert.Equal("unit-gone", (await probe.LookAsync(CancellationToken.None)).Reason);
        var never = await other.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Missing, "no-unit"), (never.Reachability, never.Reason));
    }

    [Fact]
    public async Task Processes_killed_for_memory_are_counted_as_the_kernel_counts_them()
    {
        var folder = Directory.CreateTempSubdirectory("bellwether-groups-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "system.slice/x.service"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "system.slice/x.service/memory.events"),
            "low 0\noom 3\noom_kill 2\noom_group_kill 0\n");
        await using var bus = new BusStandIn(serial => Answer(serial, Running));
        await using var probe = Probe(bus.Path, folder);
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal(2, look.Readings.Single(reading => reading.Name == "oom-kills").Value);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_bus_that_is_not_there_refuses_hangs_or_says_no_is_our_blindness()
    {
        await using (var nobody = Probe("/nowhere/bus")) await MustBeMissingAsync(nobody, "bus", "cannot be connected");
        await using var closed = new BusStandIn(_ => null, "REJECTED EXTERNAL\r\n");
        await using (var probe = Probe(closed.Path)) await MustBeMissingAsync(probe, "bus", "not let this user in");
        await using var slow = new BusStandIn(_ => null);
        await using (var probe = Probe(slow.Path, timeout: 0.2))
            await MustBeMissingAsync(probe, "bus-timeout", "within 0.2 s");
        await using var denied = new BusStandIn(serial => serial == 1 ? Answer(1, [])
            : BusBytes.Answer(serial, "s", b => b.Text("may not"), error: "org.freedesktop.DBus.Error.AccessDenied"));
        await using (var probe = Probe(denied.Path)) await MustBeMissingAsync(probe, "bus", "AccessDenied: may not");
        await using var noise = new BusStandIn(_ => new byte[64]);
        await using (var probe = Probe(noise.Path)) await MustBeMissingAsync(probe, "bus", "does not speak");
        await using var poor = new BusStandIn(serial => Answer(serial, []));
        await using (var probe = Probe(poor.Path)) await MustBeMissingAsync(probe, "bus", "no LoadState");
    }

    [Fact]
    public async Task A_look_that_was_ended_never_was()
    {
        await using var slow = new BusStandIn(_ => null);
        await using var probe = Probe(slow.Path);
        using var stopping = new CancellationTokenSource();
        var look = probe.LookAsync(stopping.Token).AsTask();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
    }

    [Fact]
    public void Only_a_service_can_be_watched_and_paths_are_absolute()
    {
        Assert.Empty(OptionFaults.Of(new SystemdProbeOptions { Unit = "checkout" }));
        Assert.Equal("checkout.service", new SystemdProbeOptions { Unit = "checkout" }.UnitName);
        Assert.Contains("must be a service", OptionFaults.Of(new SystemdProbeOptions { Unit = "a.timer" }).Single());
        Assert.Contains("name of a service", OptionFaults.Of(new SystemdProbeOptions { Unit = "a b" }).Single());
        Assert.Contains("bus must be", OptionFaults.Of(new SystemdProbeOptions { Unit = "a", Bus = "x" }).Single());
        Assert.Contains(
            "cgroups must be", OptionFaults.Of(new SystemdProbeOptions { Unit = "a", Cgroups = "x" }).Single());
        Assert.NotEmpty(OptionFaults.Of(new SystemdProbeOptions()));
    }

    private static byte[] Answer(uint serial, (string, string, object)[] properties) => serial == 1
        ? BusBytes.Answer(1, "s", b => b.Text(":1.7")) : BusBytes.Properties(serial, properties);

    private static async Task<Look> LookAsync(
        (string Name, string, object)[] properties, params (string Name, string, object)[] others)
    {
        var all = properties.Where(of => !others.Any(other => other.Name == of.Name)).Concat(others).ToArray();
        await using var bus = new BusStandIn(serial => Answer(serial, all));
        await using var probe = Probe(bus.Path);
        return await probe.LookAsync(CancellationToken.None);
    }

    private static SystemdProbe Probe(string bus, string groups = "/nowhere", double timeout = 5) => new(
        new()
        {
            Unit = "x",
            Bus = bus,
            Cgroups = groups,
            Timeout = TimeSpan.FromSeconds(timeout),
        },
        TimeProvider.System);

    private static async Task MustBeMissingAsync(SystemdProbe probe, string reason, string words)
    {
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Missing, reason), (look.Reachability, look.Reason));
        Assert.Contains(words, look.Detail, StringComparison.Ordinal);
    }
}
