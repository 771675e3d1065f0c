using Bellwether.Probes.Logs;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Logs;

public sealed class LogsProbeTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_past_of_a_log_teaches_which_errors_are_usual()
    {
        _folder.Append("app.log", "ERROR no stock of 12");
        await using var probe = Probe();
        await LookAsync(probe);
        _time.Advance(TimeSpan.FromMinutes(16));
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _folder.Append("app.log", $"ERROR no stock of {i}", $"ERROR never heard of {i}");
            var look = await LookAsync(probe);
            Assert.Equal(i < 4 ? 0 : 1, look.Readings.Single(r => r.Name == "new-signatures").Value);
            Assert.Equal(i >= 4, look.Degraded);
            if (i >= 4) Assert.Equal($"1 error never seen before: {i + 1} times «ERROR never heard of #»", look.Detail);
        }
    }

    [Fact]
    public async Task The_past_of_each_of_several_targets_teaches()
    {
        _folder.Append("blue.log", "ERROR no stock of 12");
        _folder.Append("green.log", "ERROR no way to pay 12");
        var probes = LogsProbe.Make(
            new()
            {
                Targets =
                [
                    new() { File = _folder.At("blue.log"), Instance = "blue" },
                    new() { File = _folder.At("green.log"), Instance = "green" },
                ],
                Format = LogFormat.Text,
                Timeout = TimeSpan.FromSeconds(4),
            },
            new("app", _time)).Select(target => target.Probe).ToList();
        foreach (var probe in probes) await LookAsync(probe);
        _time.Advance(TimeSpan.FromMinutes(16));
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            _folder.Append("green.log", $"ERROR no way to pay {i}");
            foreach (var probe in probes) Assert.False((await LookAsync(probe)).Degraded);
        }

        foreach (var probe in probes) await probe.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_our_blindness()
    {
        await using var probe = Probe();
        var look = await LookAsync(probe);
        Assert.Equal((Reachability.Missing, "no-file"), (look.Reachability, look.Reason));
        _folder.Append("app.log", "INFO a");
        Assert.Equal(1, (await LookAsync(probe)).Readings.Where(r => r.Name == "messages").Sum(r => r.Value));
    }

    [Fact]
    public async Task A_file_that_is_left_out_is_said_while_errors_are_learned_too()
    {
        _folder.Append("app.log", "INFO a");
        File.CreateSymbolicLink(_folder.At("b.log"), "/proc/self/environ");
        await using var probe = LogsProbe.Make(
            new() { File = _folder.At("*.log"), Format = LogFormat.Text, Timeout = TimeSpan.FromSeconds(4) },
            new("app", _time)).Single().Probe;
        var look = await LookAsync(probe);
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.Contains("still being learned", look.Detail, StringComparison.Ordinal);
        Assert.Contains("left out: ", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_we_end_ourselves_is_no_finding()
    {
        await using var probe = Probe();
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.LookAsync(stopping.Token).AsTask());
    }

    [Fact]
    public void Each_target_is_an_instance()
    {
        var options = new LogsProbeOptions
        {
            Format = LogFormat.Text,
            Targets =
            [
                new() { File = "/var/log/blue.log", Instance = "blue", Group = TargetGroup.Control },
                new() { File = "/var/log/green.log", Instance = "green" },
            ],
        };
        Assert.Empty(OptionFaults.Of(options));
        Assert.Equal(["blue", "green"], LogsProbe.Make(options, new("app", _time)).Select(t => t.Instance));
    }

    [Theory]
    [InlineData("/a.log", null, LogFormat.Text, true)]
    [InlineData(null, null, LogFormat.Text, false)]
    [InlineData("/a.log", "/b.log", LogFormat.Text, false)]
    [InlineData(null, "/b.log", LogFormat.Access, true)]
    [InlineData("/a.log", null, null, false)]
    [InlineData("a.log", null, LogFormat.Text, false)]
    public void Options_need_a_file_and_a_format(string? file, string? second, LogFormat? format, bool good)
    {
        var options = new LogsProbeOptions { File = file, Files = second is null ? [] : [second], Format = format };
        Assert.Equal(good, OptionFaults.Of(options).Count == 0);
    }

    [Fact]
    public void Options_keep_to_their_ranges()
    {
        Assert.NotEmpty(OptionFaults.Of(new LogsProbeOptions { File = "/a", Format = 0, MaxFiles = 0 }));
        Assert.NotEmpty(OptionFaults.Of(new LogsProbeOptions { File = "/a", Format = 0, LookBytes = 1000 }));
        Assert.NotEmpty(OptionFaults.Of(new LogsProbeOptions { File = "/a", Format = 0, LineBytes = 255 }));
        Assert.NotEmpty(OptionFaults.Of(new LogsProbeOptions { File = "/a", Format = 0, AtLeast = 0 }));
        Assert.NotEmpty(OptionFaults.Of(new LogsProbeOptions { File = "/a", Format = 0, Learn = TimeSpan.Zero }));
        Assert.NotEmpty(OptionFaults.Of(
            new LogsProbeOptions { File = "/a", Format = 0, Ignore = [.. Enumerable.Repeat("/x", 257)] }));
        Assert.NotEmpty(OptionFaults.Of(
            new LogsProbeOptions { File = "/a", Format = 0, Files = [.. Enumerable.Repeat("/x", 17)] }));
    }

    private IProbe Probe() => LogsProbe.Make(
        new() { File = _folder.At("app.log"), Format = LogFormat.Text, Timeout = TimeSpan.FromSeconds(4) },
        new("app", _time)).Single().Probe;

    private static async Task<Look> LookAsync(IProbe probe) =>
        await probe.LookAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}
