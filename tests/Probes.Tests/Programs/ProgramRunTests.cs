using System.Globalization;
using System.Text;
using Bellwether.Probes.Programs;

namespace Bellwether.Probes.Tests.Programs;

/// <summary>A program of others can hold nobody up, leave nothing behind, and see nothing of ours.</summary>
public sealed class ProgramRunTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task It_gets_its_arguments_its_environment_its_folder_and_its_input_and_nothing_else()
    {
        const string Script = """printf '%s|' "$@"; env | sort | tr '\n' ' '; pwd; cat""";
        var end = await RunAsync(Shell(Script, "a b", "$HOME;") with
        {
            Environment = new Dictionary<string, string> { ["ONE"] = "1 x" },
            Folder = "/usr",
            Input = "told",
        });
        Assert.Equal(0, end.Code);
        Assert.Equal("a b|$HOME;|ONE=1 x PWD=/usr /usr\ntold", Text(end.Output).Replace("_=/usr/bin/env ", "",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exit 0", 0, null)]
    [InlineData("echo no >&2; exit 7", 7, null)]
    [InlineData("kill -TERM $$", null, 15)]
    public async Task How_it_ended_is_told(string script, int? code, int? signal)
    {
        var end = await RunAsync(Shell(script));
        Assert.Equal((code, signal, false), (end.Code, end.Signal, end.IsLate));
        if (code == 7) Assert.Equal("no\n", Text(end.Errors));
    }

    [Fact]
    public async Task Its_time_over_all_that_it_started_is_ended_even_what_does_not_heed_a_signal()
    {
        using var folder = new Logs.LogFolder();
        var marks = folder.At("children");
        var end = await RunAsync(Shell(
            "trap '' TERM INT HUP; (trap '' TERM INT HUP; echo $$ >> $1; exec sleep 60) & "
            + "sh -c 'trap \"\" TERM HUP; echo $$ >> $0; sleep 60' $1 & wait", marks), Short);
        Assert.True(end.IsLate);
        var children = File.ReadAllLines(marks);
        Assert.NotEmpty(children);
        foreach (var child in children) await GoneAsync(int.Parse(child, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_it_left_behind_is_ended_with_it()
    {
        var end = await RunAsync(Shell("sleep 60 & echo $!"));
        Assert.Equal((0, false), (end.Code, end.IsLate));
        await GoneAsync(int.Parse(Text(end.Output), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Who_left_the_group_and_holds_the_pipe_holds_nobody_up()
    {
        var began = TimeProvider.System.GetTimestamp();
        var end = await RunAsync(Shell("setsid sleep 3 & echo done"));
        Assert.Equal((0, "done\n"), (end.Code, Text(end.Output)));
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task Much_output_is_cut_and_it_ends_all_the_same()
    {
        var end = await RunAsync(Shell("head -c 3000000 /dev/zero; exit 4") with { MostBytes = 1000 });
        Assert.Equal((4, true, 1000), (end.Code, end.IsFull, end.Output.Length));
    }

    [Fact]
    public async Task Output_without_end_is_cut_off_where_that_is_wanted()
    {
        var end = await RunAsync(Shell("yes") with { MostBytes = 100_000, EndsWhenFull = true });
        Assert.Equal((9, true, false), (end.Signal, end.IsFull, end.IsLate));
    }

    [Fact]
    public async Task Who_does_not_read_its_input_is_not_waited_for()
    {
        var end = await RunAsync(Shell("exit 3") with { Input = new string('x', 1_000_000) });
        Assert.Equal(3, end.Code);
    }

    [Theory]
    [InlineData("/nowhere/at/all", "no-program")]
    [InlineData("/etc/passwd", "no-access")]
    [InlineData("/usr", "no-access")]
    public async Task What_cannot_be_started_is_our_fault(string path, string word)
    {
        var fault = await Assert.ThrowsAsync<ProgramException>(() => RunAsync(new() { Path = path }));
        Assert.Equal(word, fault.Word);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_our_fault() =>
        await Assert.ThrowsAsync<ProgramException>(() => RunAsync(Shell("exit 0") with { Folder = "/nowhere" }));

    [Fact]
    public async Task Nothing_is_left_of_a_hundred_of_them()
    {
        for (var i = 0; i < 10; i++)
            await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RunAsync(new() { Path = "/bin/true" })));
        var ours = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var zombies = Directory.EnumerateDirectories("/proc").Where(folder => char.IsDigit(Path.GetFileName(folder)[0]))
            .Select(Stat).Where(stat => stat.Contains("(true)", StringComparison.Ordinal)
                && stat.Split(' ') is [_, _, _, var parent, ..] && parent == ours);
        Assert.Empty(zombies);
    }

    [Fact]
    public async Task No_more_than_a_few_run_at_once()
    {
        using var stopping = new CancellationTokenSource();
        var running = Enumerable.Range(0, ProgramRun.MostAtOnce)
            .Select(_ => ProgramRun.RunAsync(Shell("sleep 60"), Long, TimeProvider.System, stopping.Token)).ToList();
        var fault = await Assert.ThrowsAsync<ProgramException>(() => RunAsync(Shell("exit 0"), Short));
        Assert.Equal("too-many", fault.Word);
        await stopping.CancelAsync();
        foreach (var run in running) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, (await RunAsync(Shell("exit 0"))).Code);
    }

    private static ProgramPlan Shell(string script, params string[] arguments) =>
        new() { Path = "/bin/sh", Arguments = ["-c", script, "sh", .. arguments] };

    private static Task<ProgramEnd> RunAsync(ProgramPlan plan, TimeSpan? patience = null) => ProgramRun
        .RunAsync(plan, patience ?? Long, TimeProvider.System, CancellationToken.None)
        .WaitAsync(TimeSpan.FromSeconds(30));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string Stat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The kernel takes a moment to end what was killed, and somebody has to fetch it.</summary>
    private static async Task GoneAsync(int process)
    {
        for (var i = 0; i < 200; i++)
        {
            var stat = Stat($"/proc/{process}");
            if (!Directory.Exists($"/proc/{process}") || stat.Contains(") Z ", StringComparison.Ordinal)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.Fail($"{process} still runs: {Stat($"/proc/{process}")}");
    }
}
