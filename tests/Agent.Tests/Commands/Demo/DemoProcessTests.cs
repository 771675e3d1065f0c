using Bellwether.Agent.Commands.Demo;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoProcessTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("demo-process-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Its_words_are_heard_and_kept()
    {
        var heard = new List<string>();
        await using (var process = Start("echo one; echo two >&2; exit 7", line => { lock (heard) heard.Add(line); }))
            Assert.Equal(7, await process.EndedAsync(CancellationToken.None));
        Assert.Equal(["one", "two"], heard.Order());
        Assert.Equal(["one", "two"], (await File.ReadAllLinesAsync(Log)).Order());
    }

    [Fact]
    public async Task What_it_started_ends_with_it()
    {
        var child = new TaskCompletionSource<string>();
        await using (Start("sleep 60 & echo $!; wait", line => child.TrySetResult(line)))
            await child.Task.WaitAsync(TimeSpan.FromSeconds(10));
        // A killed process is there until the kernel got to it.
        for (var tries = 0; tries < 200 && IsRunning(await child.Task); tries++)
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        Assert.False(IsRunning(await child.Task), "its child is still running");
    }

    [Fact]
    public async Task A_process_that_only_took_over_the_number_of_the_service_is_left_alone()
    {
        var folder = DemoFolder.Kept(Path.Combine(_root, "kept"));
        var number = new TaskCompletionSource<string>();
        await using var stranger = Start("echo $$; exec sleep 60", number.SetResult);
        await File.WriteAllTextAsync(folder.PidFile, await number.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        await File.WriteAllTextAsync(folder.BirthFile, "1");
        await ShopEnd.EndAsync(folder, TimeProvider.System);
        Assert.False(stranger.HasEnded);
    }

    [Fact]
    public void Ports_are_free_and_different()
    {
        var ports = LoopbackPorts.Find(5);
        Assert.Equal(5, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 1024, 65535));
    }

    /// <remarks>Where nobody reaps orphans, a remnant in state Z stays of what has ended.</remarks>
    private static bool IsRunning(string process)
    {
        var stat = $"/proc/{process}/stat";
        return File.Exists(stat) && !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
    }

    private string Log => Path.Combine(_root, "log");

    private DemoProcess Start(string script, Action<string> heard) => DemoProcess.Start(
        new() { Program = "bash", Words = ["-c", script], Log = Log, Heard = heard }, TimeProvider.System);
}
