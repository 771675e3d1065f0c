using System.Diagnostics;

namespace Bellwether.Benchmarks.Recording.Programs;

/// <summary>Debian's PostgreSQL, by its package's user where we are root, which it refuses to run as.</summary>
internal static class PostgresProgram
{
    private const string Versions = "/usr/lib/postgresql";

    /// <exception cref="InvalidOperationException">Its cluster cannot be made.</exception>
    public static async Task<ProgramPlan> PlanAsync(int port, RecordingFolder folder, CancellationToken stopping)
    {
        var bin = Directory.GetDirectories(Versions).Order(StringComparer.Ordinal).Last() + "/bin";
        var own = folder.Make("postgres");
        var cluster = Path.Combine(own, "cluster");
        string[] user = [];
        if (Environment.IsPrivilegedProcess)
        {
            user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"];
            await RunAsync(["chown", "postgres:postgres", own], stopping);
        }

        await RunAsync(
            [.. user, $"{bin}/initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"],
            stopping);
        return new()
        {
            Name = "postgres",
            Words =
            [
                .. user, $"{bin}/postgres", "-D", cluster, "-p", $"{port}", "-k", own,
                "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=24", "-c", "shared_buffers=32MB",
            ],
            Log = folder.Log("postgres"),
            Port = port,
            // The fast shutdown: SIGTERM would wait for the clients to go.
            EndSignal = ServerProcess.Interrupt,
        };
    }

    private static async Task RunAsync(IReadOnlyList<string> words, CancellationToken stopping)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A user without rights on the folder that we are in could not start there.
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stopping);
        var errors = await process.StandardError.ReadToEndAsync(stopping);
        await output;
        await process.WaitForExitAsync(stopping);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', words)}: {errors}");
    }
}
