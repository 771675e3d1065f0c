using Bellwether.Probes.Host;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Host;

public sealed class HostProbeTests : IDisposable
{
    private readonly FakeProc _proc = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public async Task A_host_alone_is_good_and_has_its_readings()
    {
        _proc.Write("pressure/cpu", "some avg10=10.00 avg60=0.00 avg300=0.00 total=1\n");
        _proc.Write("pressure/io", "some avg10=20.00 avg60=0.00 avg300=0.00 total=1\n");
        var look = await LookAsync(Probe(new() { Disks = ["/", "/no/such/folder"] }));
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.Null(look.Sighting);
        Assert.Equal(["memory", "load1", "pressure.cpu", "pressure.io", "disk"], look.Readings.Select(r => r.Name));
        Assert.Equal([0.75, 0.75, 0.1, 0.2], look.Readings.Take(4).Select(r => r.Value));
        Assert.All(look.Readings, r => Assert.Equal("ratio", r.Family.Unit));
        Assert.Equal("/", look.Readings[^1].Labels["path"]);
        Assert.InRange(look.Readings[^1].Value, 0.000_001, 1);
    }

    [Fact]
    public async Task The_use_of_the_cores_is_measured_from_the_second_look_on()
    {
        var probe = Probe(new() { Disks = [] });
        Assert.Null(Value(await LookAsync(probe), "cpu"));
        _proc.Write("stat", "cpu  150 0 125 825 0 0 0 0 0 0\ncpu0 1 1 1 1\n");
        Assert.Equal(0.75, Value(await LookAsync(probe), "cpu"));
        Assert.Null(Value(await LookAsync(probe), "cpu"));
    }

    [Fact]
    public async Task A_host_whose_files_cannot_be_read_is_our_blindness()
    {
        var probe = new HostProbe(new HostProbeOptions(), _time, Path.Combine(_proc.Root, "nowhere"));
        var look = await LookAsync(probe);
        Assert.Equal((Reachability.Missing, "kernel-files"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_process_that_lives_is_good_and_has_its_readings()
    {
        _proc.Process(42, "app", start: 250, cpu: 100);
        _proc.Write("42/fd/0", "");
        _proc.Write("42/fd/1", "");
        _proc.Write("app.pid", "42\n");
        var probe = Probe(new() { PidFile = _proc.PidFile, Disks = [] });
        var look = await LookAsync(probe);
        var start = new DateTimeOffset(2026, 1, 2, 3, 4, 2, 500, TimeSpan.Zero);
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.Equal(new Sighting { ProcessId = 42, Alive = true, StartedAt = start }, look.Sighting);
        Assert.Equal(256.0 * Environment.SystemPageSize, Value(look, "process.rss"));
        Assert.Equal(4, Value(look, "process.threads"));
        Assert.Equal(2, Value(look, "process.fds"));
        Assert.Equal(1767323042.5, Value(look, "process.start"));
        Assert.Null(Value(look, "process.cpu"));

        _proc.Process(42, "app", start: 250, cpu: 700);
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(1.5, Value(await LookAsync(probe), "process.cpu"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("starting\n")]
    [InlineData("42 app\n")]
    [InlineData("4\0")]
    public async Task A_pid_file_that_names_nothing_is_never_a_process_that_is_gone(string? content)
    {
        _proc.Process(42, "app");
        if (content is not null)
            _proc.Write("app.pid", content);
        var look = await LookAsync(Probe(new() { PidFile = _proc.PidFile, Disks = [] }));
        Assert.Equal((Reachability.Missing, "no-process"), (look.Reachability, look.Reason));
        Assert.Equal(new Sighting(), look.Sighting);
        Assert.DoesNotContain(look.Readings, r => r.Name.StartsWith("process", StringComparison.Ordinal));
        Assert.NotNull(Value(look, "memory"));
        Assert.Null(look.NoData);
    }

    [Fact]
    public async Task A_pid_file_that_names_an_absent_process_is_bad()
    {
        _proc.Write("app.pid", "42\n");
        var look = await LookAsync(Probe(new() { PidFile = _proc.PidFile, Disks = [] }));
        Assert.Equal((Reachability.Bad, "process-gone"), (look.Reachability, look.Reason));
        Assert.Equal(new Sighting { ProcessId = 42, Alive = false }, look.Sighting);
        Assert.NotNull(Value(look, "memory"));
    }

    [Fact]
    public async Task A_process_that_goes_keeps_its_start_and_has_no_readings()
    {
        _proc.Process(42, "app", start: 100);
        _proc.Write("app.pid", "42");
        var probe = Probe(new() { PidFile = _proc.PidFile, Disks = [] });
        var alive = await LookAsync(probe);
        _proc.Remove("42");
        var gone = await LookAsync(probe);
        Assert.Equal(alive.Sighting! with { Alive = false }, gone.Sighting);
        Assert.NotNull(gone.Sighting!.StartedAt);
        Assert.Null(Value(gone, "process.rss"));
    }

    [Fact]
    public async Task A_zombie_is_gone_and_tells_its_exit_code()
    {
        _proc.Process(42, "app", state: 'Z', threads: 1, waitStatus: 3 << 8);
        _proc.Write("app.pid", "42");
        var look = await LookAsync(Probe(new() { PidFile = _proc.PidFile, Disks = [] }));
        Assert.Equal((Reachability.Bad, "process-gone"), (look.Reachability, look.Reason));
        Assert.Equal((42, false, 3), (look.Sighting!.ProcessId, look.Sighting.Alive, look.Sighting.ExitCode));
    }

    [Fact]
    public async Task An_id_used_again_is_another_process()
    {
        _proc.Process(42, "app", start: 100, cpu: 100);
        _proc.Write("app.pid", "42");
        var probe = Probe(new() { PidFile = _proc.PidFile, Disks = [] });
        var first = await LookAsync(probe);
        _proc.Process(42, "other", start: 900, cpu: 700);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = await LookAsync(probe);
        Assert.Equal(first.Sighting!.StartedAt!.Value.AddSeconds(8), second.Sighting!.StartedAt);
        Assert.Null(Value(second, "process.cpu"));
    }

    [Fact]
    public async Task A_process_keeps_its_start_when_the_boot_time_moves()
    {
        _proc.Process(42, "app");
        _proc.Write("app.pid", "42");
        var probe = Probe(new() { PidFile = _proc.PidFile, Disks = [] });
        var before = await LookAsync(probe);
        _proc.Write("stat", "cpu  1 1 1 1\ncpu0 1 1 1 1\nbtime 1767323041\n");
        Assert.Equal(before.Sighting, (await LookAsync(probe)).Sighting);
    }

    [Fact]
    public async Task Where_the_kernel_hides_processes_none_is_gone()
    {
        _proc.Remove("1");
        _proc.Write("app.pid", "42");
        var byFile = await LookAsync(Probe(new() { PidFile = _proc.PidFile, Disks = [] }));
        var byName = await LookAsync(Probe(new() { Process = "app", Disks = [] }));
        Assert.All([byFile, byName], look =>
            Assert.Equal(
                (Reachability.Missing, "hidden", null), (look.Reachability, look.Reason, look.Sighting!.Alive)));
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_our_blindness()
    {
        _proc.Process(42, "app");
        _proc.Write("42/stat", "42 (app) S 1");
        _proc.Write("app.pid", "42");
        var look = await LookAsync(Probe(new() { PidFile = _proc.PidFile, Disks = [] }));
        Assert.Equal((Reachability.Missing, "no-access"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task By_name_the_oldest_is_watched_until_it_is_gone()
    {
        _proc.Process(70, "app", start: 300);
        _proc.Process(90, "app", start: 100);
        _proc.Process(95, "application", start: 50);
        _proc.Process(96, "app", state: 'Z', threads: 1, start: 10);
        var probe = Probe(new() { Process = "app", Disks = [] });
        Assert.Equal(90, (await LookAsync(probe)).Sighting!.ProcessId);
        _proc.Process(60, "app", start: 90);
        Assert.Equal(90, (await LookAsync(probe)).Sighting!.ProcessId);
        _proc.Remove("90");
        Assert.Equal(60, (await LookAsync(probe)).Sighting!.ProcessId);
    }

    [Fact]
    public async Task By_name_a_process_never_seen_is_missing_and_one_that_went_is_bad()
    {
        var probe = Probe(new() { Process = "app", Disks = [] });
        var never = await LookAsync(probe);
        Assert.Equal((Reachability.Missing, "no-process"), (never.Reachability, never.Reason));
        Assert.Equal(new Sighting(), never.Sighting);
        _proc.Process(70, "app");
        Assert.Equal(Reachability.Good, (await LookAsync(probe)).Reachability);
        _proc.Process(70, "app", state: 'Z', threads: 1, waitStatus: 9);
        Assert.Equal((70, false, 137), Ids(await LookAsync(probe)));
        _proc.Process(70, "else", start: 9000);
        var gone = await LookAsync(probe);
        Assert.Equal((Reachability.Bad, "process-gone"), (gone.Reachability, gone.Reason));
        Assert.Equal((70, false, null), Ids(gone));
        _proc.Process(70, "app", start: 9500);
        Assert.Equal((70, true, null), Ids(await LookAsync(probe)));
    }

    [Fact]
    public async Task A_name_longer_than_the_kernel_keeps_is_found_by_its_file()
    {
        _proc.Process(70, "checkout-service-2");
        _proc.Process(80, "checkout-service-1", start: 9000);
        var look = await LookAsync(Probe(new() { Process = "checkout-service-1", Disks = [] }));
        Assert.Equal(80, look.Sighting!.ProcessId);
    }

    [Fact]
    public async Task A_look_that_we_end_ourselves_is_no_finding()
    {
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Probe(new()).LookAsync(stopping.Token).AsTask());
    }

    private static (int? Id, bool? Alive, int? ExitCode) Ids(Look look) =>
        (look.Sighting!.ProcessId, look.Sighting.Alive, look.Sighting.ExitCode);

    private static double? Value(Look look, string name) =>
        look.Readings.Where(r => r.Name == name).Select(r => (double?)r.Value).SingleOrDefault();

    private static async Task<Look> LookAsync(HostProbe probe) =>
        await probe.LookAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    private HostProbe Probe(HostProbeOptions options) => new(options, _time, _proc.Root);
}
