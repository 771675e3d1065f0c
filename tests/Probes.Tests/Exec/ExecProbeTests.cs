using Bellwether.Contracts.Signals;
using Bellwether.Probes.Exec;
using Bellwether.Probes.HealthChecks;

namespace Bellwether.Probes.Tests.Exec;

public sealed class ExecProbeTests
{
    [Theory]
    [InlineData(0, Reachability.Good, null, false)]
    [InlineData(1, Reachability.Good, null, true)]
    [InlineData(2, Reachability.Bad, "critical", false)]
    [InlineData(3, Reachability.Missing, "unknown", false)]
    [InlineData(4, Reachability.Missing, "exit-4", false)]
    [InlineData(127, Reachability.Missing, "exit-127", false)]
    public async Task The_exit_code_decides(int code, Reachability reachability, string? reason, bool degraded)
    {
        var look = await LookAsync(Shell($"echo 'SAID - so |time=0.5s'; exit {code}"));
        Assert.Equal((reachability, reason, degraded), (look.Reachability, look.Reason, look.Degraded));
        Assert.Equal(code == 0 ? null : "SAID - so", look.Detail);
        Assert.Equal(code <= 2 ? 1 : 0, look.Readings.Count);
    }

    [Fact]
    public async Task Warnings_and_not_knowing_are_bad_where_that_is_said()
    {
        var look = await LookAsync(Shell("echo W; exit 1", warning: DegradedMeaning.Bad));
        Assert.Equal((Reachability.Bad, "warning", "W"), (look.Reachability, look.Reason, look.Detail));
        look = await LookAsync(Shell("echo U; exit 3", unknown: UnknownMeaning.Bad));
        Assert.Equal((Reachability.Bad, "unknown"), (look.Reachability, look.Reason));
    }

    [Theory]
    [InlineData("sleep 20", "timeout")]
    [InlineData("kill -9 $$", "killed")]
    public async Task A_plug_in_that_does_not_come_to_an_end_of_its_own_says_nothing_of_its_target(
        string script, string reason)
    {
        var look = await LookAsync(Shell(script));
        Assert.Equal((Reachability.Missing, reason), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task What_cannot_be_started_is_our_blindness()
    {
        var look = await LookAsync(new ExecProbeOptions { Program = "/nowhere/check_it" });
        Assert.Equal((Reachability.Missing, "no-program"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_program_that_others_may_change_is_not_run()
    {
        using var folder = new Logs.LogFolder();
        var program = folder.Append("check_it", "#!/bin/sh", "exit 0");
        folder.Permit("check_it", "755");
        var options = new ExecProbeOptions { Program = program };
        Assert.Equal(Reachability.Good, (await LookAsync(options)).Reachability);
        folder.Permit("check_it", "757");
        var look = await LookAsync(options);
        Assert.Equal((Reachability.Missing, "unsafe-program"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_secret_that_a_plug_in_says_is_cut_out()
    {
        var look = await LookAsync(new ExecProbeOptions
        {
            Program = "/bin/sh",
            Arguments = ["-c", "read x; echo \"no login with $PASSWORD and $x\"; exit 2"],
            Environment = new Dictionary<string, string> { ["PASSWORD"] = "hunter2-a" },
            Input = "hunter2-b\n",
        });
        Assert.Equal("no login with (hidden) and (hidden)", look.Detail);
    }

    [Fact]
    public async Task What_a_plug_in_says_on_the_wrong_side_is_told_all_the_same() =>
        Assert.Equal("broken", (await LookAsync(Shell("echo broken >&2; exit 2"))).Detail);

    [Fact]
    public void Figures_are_signals_with_rules_where_they_have_limits()
    {
        var options = new ExecProbeOptions
        {
            Program = "/bin/true",
            Figures =
            [
                new() { Label = "time", Max = 0.5 },
                new() { Label = "'Queries' per run", Rate = true },
                new() { Label = "/var", Name = "disk", Min = 1024 },
            ],
        };
        Assert.Empty(OptionFaults.Of(options));
        var signals = ExecProbe.Signals(options);
        Assert.Equal(["time", "queries-per-run", "disk"], signals.Select(signal => signal.Name));
        Assert.Equal([SignalKind.Gauge, SignalKind.Rate, SignalKind.Gauge], signals.Select(signal => signal.Kind));
        Assert.Equal([0.5, null, null], signals.Select(signal => signal.Rule?.Max));
        Assert.Equal([null, null, 1024.0], signals.Select(signal => signal.Rule?.Min));
    }

    [Theory]
    [InlineData("/bin/true", "/", "A", "x", true)]
    [InlineData("true", "/", "A", "x", false)]
    [InlineData("/bin/true", "usr", "A", "x", false)]
    [InlineData("/bin/true", "/", "1A", "x", false)]
    [InlineData("/bin/true", "/", "A=B", "x", false)]
    [InlineData("/bin/true", "/", "A", "x\0y", false)]
    public void Options_are_absolute_paths_and_plain_texts(
        string program, string directory, string name, string text, bool good)
    {
        var options = new ExecProbeOptions
        {
            Program = program,
            Directory = directory,
            Arguments = [text],
            Environment = new Dictionary<string, string> { [name] = "1" },
        };
        Assert.Equal(good, OptionFaults.Of(options).Count == 0);
    }

    [Fact]
    public void Options_keep_to_their_limits()
    {
        Assert.NotEmpty(OptionFaults.Of(
            new ExecProbeOptions { Program = "/a", Arguments = [.. Enumerable.Repeat("x", 65)] }));
        Assert.NotEmpty(OptionFaults.Of(new ExecProbeOptions { Program = "/a", Input = new string('x', 8193) }));
        Assert.NotEmpty(OptionFaults.Of(
            new ExecProbeOptions { Program = "/a", Figures = [new() { Label = "a-b" }, new() { Label = "a b" }] }));
        Assert.NotEmpty(OptionFaults.Of(new ExecProbeOptions { Program = "/a", Figures = [new() { Label = "up" }] }));
        Assert.NotEmpty(OptionFaults.Of(
            new ExecProbeOptions { Program = "/a", Figures = [new() { Label = "a", Min = 2, Max = 1 }] }));
    }

    private static ExecProbeOptions Shell(
        string script, DegradedMeaning warning = default, UnknownMeaning unknown = default) => new()
        {
            Program = "/bin/sh",
            Arguments = ["-c", script],
            Timeout = TimeSpan.FromMilliseconds(800),
            Warning = warning,
            Unknown = unknown,
        };

    private static async Task<Look> LookAsync(ExecProbeOptions options)
    {
        await using var probe = new ExecProbe(options, TimeProvider.System);
        return await probe.LookAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
