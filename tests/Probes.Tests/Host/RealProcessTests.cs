using System.Diagnostics;
using System.Globalization;
using Bellwether.Probes.Host;

namespace Bellwether.Probes.Tests.Host;

/// <summary>The real kernel's files, on processes that the tests start and end.</summary>
public sealed class RealProcessTests : IDisposable
{
    private readonly string _pidFile = Path.GetTempFileName();

    public void Dispose() => File.Delete(_pidFile);

    [Fact]
    public async Task A_process_lives_and_then_is_gone()
    {
        using var child = Start("sleep", "30");
        try
        {
            await File.WriteAllTextAsync(_pidFile, $"{child.Id}\n");
            var probe = new HostProbe(new HostProbeOptions { PidFile = _pidFile }, TimeProvider.System);
            var alive = await probe.LookAsync(CancellationToken.None);
            Assert.Equal((Reachability.Good, child.Id, true),
                (alive.Reachability, alive.Sighting!.ProcessId!.Value, alive.Sighting.Alive!.Value));
            Assert.InRange((alive.Sighting.StartedAt!.Value - TimeProvider.System.GetUtcNow()).TotalSeconds, -60, 2);
            Assert.Equal(1, Value(alive, "process.threads"));
            Assert.InRange(Value(alive, "process.rss"), 4096, 100e6);
            Assert.InRange(Value(alive, "process.fds"), 1, 1000);
            Assert.InRange(Value(alive, "memory"), 0.001, 1);
            Assert.InRange(Value(alive, "load1"), 0, 10_000);
            Assert.InRange(Value(alive, "disk"), 0.000_001, 1);

            child.Kill();
            await child.WaitForExitAsync();
            var gone = await probe.LookAsync(CancellationToken.None);
            Assert.Equal((Reachability.Bad, "process-gone"), (gone.Reachability, gone.Reason));
            Assert.Equal(alive.Sighting with { Alive = false }, gone.Sighting);
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public async Task A_child_that_nobody_fetches_is_gone_and_tells_its_exit_code()
    {
        // The shell becomes `sleep`, which never waits for a child; the child stays until it has.
        const string Child = "while [ \"$(cat /proc/$PPID/comm)\" != sleep ]; do :; done; exit 3";
        using var parent = Start("/bin/sh", "-c", $"/bin/sh -c '{Child}' & echo $!; exec sleep 30");
        try
        {
            var id = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            while (!(await File.ReadAllTextAsync($"/proc/{id}/stat")).Contains(") Z ", StringComparison.Ordinal))
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            await File.WriteAllTextAsync(_pidFile, $"{id}");
            var probe = new HostProbe(new HostProbeOptions { PidFile = _pidFile }, TimeProvider.System);
            var look = await probe.LookAsync(CancellationToken.None);
            Assert.Equal((Reachability.Bad, "process-gone"), (look.Reachability, look.Reason));
            Assert.Equal((id, false, 3), (look.Sighting!.ProcessId, look.Sighting.Alive, look.Sighting.ExitCode));
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public async Task A_process_is_found_by_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("bellwether-");
        var program = Path.Combine(folder.FullName, $"bw-{Environment.ProcessId}-long-name");
        File.CreateSymbolicLink(program, "/bin/sleep");
        using var child = Start(program, "30");
        try
        {
            var options = new HostProbeOptions { Process = Path.GetFileName(program), Disks = [] };
            var look = await new HostProbe(options, TimeProvider.System).LookAsync(CancellationToken.None);
            Assert.Equal((child.Id, true), (look.Sighting!.ProcessId, look.Sighting.Alive));
        }
        finally
        {
            child.Kill();
            folder.Delete(recursive: true);
        }
    }

    private static double Value(Look look, string name) => Assert.Single(look.Readings, r => r.Name == name).Value;

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
}
