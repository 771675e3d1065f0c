using System.Diagnostics;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's PostgreSQL on loopback, in a folder of its own, stopped and started as a test wants.</summary>
/// <remarks>It refuses to run as root: there it runs as the user of its package.</remarks>
internal sealed class Postgres : IAsyncDisposable
{
    public const string Password = "right-5ecret";

    private const string Versions = "/usr/lib/postgresql";

    private readonly ServerFolder _folder = new();
    private readonly string _cluster;
    private RealServer? _server;

    private Postgres() => _cluster = _folder.At("cluster");

    public int Port { get; } = FreePorts.Take(1)[0];

    /// <summary>How its only user connects.</summary>
    public string Connection => $"Host=127.0.0.1;Port={Port};Username=shop;Password={Password};Database=postgres";

    private static string Bin => Directory.Exists(Versions)
        ? Directory.GetDirectories(Versions).Order(StringComparer.Ordinal).Last() + "/bin"
        : throw new InvalidOperationException(
            "postgresql is not on this machine: run eng/test, it installs what the tests need (eng/debian-packages).");

    // The package's user where we are root; else whoever we are.
    private static string[] User => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    /// <summary>A new cluster whose users need a password, running.</summary>
    public static async Task<Postgres> StartAsync()
    {
        var postgres = new Postgres();
        var password = postgres._folder.Write("password", Password);
        if (Environment.IsPrivilegedProcess)
            await RunAsync(["chown", "-R", "postgres:postgres", postgres._folder.Root]);
        await RunAsync([.. User, $"{Bin}/initdb", "-D", postgres._cluster, "-U", "shop", "-A", "scram-sha-256",
            $"--pwfile={password}", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await postgres.ResumeAsync();
        return postgres;
    }

    /// <summary>Starts it again, with at most five connections.</summary>
    public async Task ResumeAsync()
    {
        string[] words =
        [
            .. User, $"{Bin}/postgres", "-D", _cluster, "-p", $"{Port}", "-k", _folder.Root, "-c",
            "listen_addresses=127.0.0.1", "-c", "max_connections=5", "-c", "superuser_reserved_connections=0", "-c",
            "shared_buffers=16MB", "-c", "fsync=off", "-c", "max_wal_senders=0",
        ];
        _server = await RealServer.StartAsync(new RealServerPlan
        {
            Program = words[0],
            Arguments = words[1..],
            ReadyPort = Port,
        });
        // It takes connections a moment before it takes statements.
        while (await CodeAsync([$"{Bin}/pg_isready", "-h", "127.0.0.1", "-p", $"{Port}"]) == 1)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }

    /// <summary>Ends it as an operator would; its clients are cut off.</summary>
    public async Task StopAsync()
    {
        await RunAsync([.. User, $"{Bin}/pg_ctl", "-D", _cluster, "-m", "fast", "-w", "stop"]);
        await _server!.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await StopAsync();
        _folder.Dispose();
    }

    private static async Task RunAsync(string[] words)
    {
        var output = new StringWriter();
        if (await CodeAsync(words, output) != 0)
            throw new InvalidOperationException($"{string.Join(' ', words)}:\n{output}");
    }

    private static async Task<int> CodeAsync(string[] words, StringWriter? said = null)
    {
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A user without rights on the folder that we are in could not start there.
            WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        said?.Write(await process.StandardError.ReadToEndAsync());
        said?.Write(await output);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
