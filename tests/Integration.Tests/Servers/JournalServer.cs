using System.Diagnostics;
using System.Globalization;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>A real systemd-journald with a journal of its own, in a view of this machine in which nobody else
/// writes.</summary>
internal sealed class JournalServer : IAsyncDisposable
{
    private const string InItsView = "mount --make-rprivate / && mount -t tmpfs tmpfs /run"
        + " && mount -t tmpfs tmpfs /var/log && mkdir -p /run/systemd && exec /lib/systemd/systemd-journald";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private Process _process = null!;

    private JournalServer()
    {
    }

    /// <summary>Where its files are, as seen from here.</summary>
    public string Directory => $"{Root}/run/log/journal";

    /// <summary>The files of its view.</summary>
    private string Root => $"/proc/{_process.Id}/root";

    public static async Task<JournalServer> StartAsync()
    {
        var server = new JournalServer { _process = Run("unshare", "--mount", "bash", "-c", InItsView) };
        var began = TimeProvider.System.GetTimestamp();
        while (!File.Exists($"{server.Root}/run/systemd/journal/stdout")
            || !System.IO.Directory.Exists(server.Directory))
        {
            Assert.False(server._process.HasExited, "journald did not start");
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "journald was not ready");
            await Task.Delay(Between, TimeProvider.System);
        }

        return server;
    }

    /// <summary>Writes as a program does whose output goes into the journal.</summary>
    /// <param name="identifier">What it calls itself.</param>
    /// <param name="priority">As <c>systemd-cat</c> takes it.</param>
    /// <param name="lines">One entry each.</param>
    public Task WriteAsync(string identifier, string priority, params string[] lines) =>
        InsideAsync(string.Join('\n', lines) + "\n", "systemd-cat", "-t", identifier, "-p", priority);

    /// <summary>Writes what systemd says of a unit.</summary>
    public Task OfUnitAsync(string unit, int priority, string message) => InsideAsync(
        $"MESSAGE={message}\nPRIORITY={priority}\nOBJECT_SYSTEMD_UNIT={unit}\n", "logger", "--journald");

    /// <summary>Has it put its files away and begin new ones.</summary>
    public async Task RotateAsync()
    {
        using var sent = Run("kill", "-USR2", _process.Id.ToString(CultureInfo.InvariantCulture));
        await sent.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task InsideAsync(string input, params string[] command)
    {
        using var inside = Run(
            "nsenter", ["-t", _process.Id.ToString(CultureInfo.InvariantCulture), "-m", .. command]);
        await inside.StandardInput.WriteAsync(input);
        inside.StandardInput.Close();
        await inside.WaitForExitAsync();
        Assert.Equal(0, inside.ExitCode);
    }

    private static Process Run(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true })!;
}
