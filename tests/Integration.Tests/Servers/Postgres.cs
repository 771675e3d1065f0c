using System.Diagnostics;
using Npgsql;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's PostgreSQL on loopback, in a folder of its own, stopped and started as a test wants.</summary>
/// <remarks>It refuses to run as root: there it runs as the user of its package.</remarks>
internal sealed class Postgres : IAsyncDisposable
{
    public const string Password = "right-5ecret";

    /// <summary>Settings where a test names none: room for five connections, and nobody replicates.</summary>
    public static readonly IReadOnlyList<string> Small =
        ["max_connections=5", "superuser_reserved_connections=0", "max_wal_senders=0"];

    private const string Versions = "/usr/lib/postgresql";

    private readonly ServerFolder _folder = new();
    private readonly string _cluster;
    private readonly IReadOnlyList<string> _settings;
    private RealServer? _server;

    private Postgres(IReadOnlyList<string> settings) => (_cluster, _settings) = (_folder.At("cluster"), settings);

    public int Port { get; } = FreePorts.Take(1)[0];

    /// <summary>How its first user connects, who may do everything.</summary>
    public string Connection => ConnectionOf("shop", "postgres");

    private static string Bin => Directory.Exists(Versions)
        ? Directory.GetDirectories(Versions).Order(StringComparer.Ordinal).Last() + "/bin"
        : throw new InvalidOperationException(
            "postgresql is not on this machine: run eng/test, it installs what the tests need (eng/debian-packages).");

    /// <summary>How a program runs as the package's user where we are root; else as whoever we are.</summary>
    public static string[] User => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    /// <summary>A new cluster whose users need a password, running, with at most five connections.</summary>
    public static Task<Postgres> StartAsync() => StartAsync(Small);

    /// <summary>A new cluster whose users need a password, running.</summary>
    /// <param name="settings">Each as <c>name=value</c>.</param>
    public static async Task<Postgres> StartAsync(IReadOnlyList<string> settings)
    {
        var postgres = new Postgres(settings);
        var password = postgres._folder.Write("password", Password);
        await postgres.GiveAwayAsync();
        await RunAsync([.. User, $"{Bin}/initdb", "-D", postgres._cluster, "-U", "shop", "-A", "scram-sha-256",
            $"--pwfile={password}", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await postgres.ResumeAsync();
        return postgres;
    }

    /// <summary>A replica that streams from this one, running.</summary>
    /// <param name="settings">Beside those of this one.</param>
    public async Task<Postgres> ReplicateAsync(params IReadOnlyList<string> settings)
    {
        var replica = new Postgres([.. _settings, .. settings]);
        await replica.GiveAwayAsync();
        await RunAsync([.. User, $"{Bin}/pg_basebackup", "-D", replica._cluster, "-R", "-c", "fast", "--no-sync", "-d",
            $"host=127.0.0.1 port={Port} user=shop password={Password}"]);
        await replica.ResumeAsync();
        return replica;
    }

    /// <summary>How a user with the usual password connects.</summary>
    public string ConnectionOf(string user, string database) =>
        $"Host=127.0.0.1;Port={Port};Username={user};Password={Password};Database={database}";

    /// <summary>A session of the first user, for the caller to dispose.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string database = "postgres")
    {
        var connection = new NpgsqlConnection(ConnectionOf("shop", database) + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs statements as the first user; gives the first value.</summary>
    public async Task<object?> RunSqlAsync(string sql, string database = "postgres")
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Sessions that change the same few rows of a database of their own, until they are disposed or the time
    /// is over.</summary>
    public async Task<IAsyncDisposable> BenchAsync(int sessions, TimeSpan atMost)
    {
        string[] words = [$"{Bin}/pgbench", "-h", "127.0.0.1", "-p", $"{Port}", "-U", "shop", "orders"];
        var password = new Dictionary<string, string> { ["PGPASSWORD"] = Password };
        await RunAsync(["env", $"PGPASSWORD={Password}", .. words[..^1], "-i", "-q", "orders"]);
        return await RealServer.StartAsync(new RealServerPlan
        {
            Program = words[0],
            Arguments = [.. words[1..^1], "-n", "-c", $"{sessions}", "-T", $"{(int)atMost.TotalSeconds}", "orders"],
            Environment = password,
            ReadyPort = Port,
        });
    }

    /// <summary>Starts it again.</summary>
    public async Task ResumeAsync()
    {
        string[] words =
        [
            .. User, $"{Bin}/postgres", "-D", _cluster, "-p", $"{Port}", "-k", _folder.Root,
            .. _settings.Concat(["listen_addresses=127.0.0.1", "shared_buffers=16MB", "fsync=off"])
                .SelectMany(setting => (string[])["-c", setting]),
        ];
        _server = await RealServer.StartAsync(new RealServerPlan
        {
            Program = words[0],
            Arguments = words[1..],
            ReadyPort = Port,
        });
        if (_settings.Contains("hot_standby=off")) return;
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

    private async Task GiveAwayAsync()
    {
        if (Environment.IsPrivilegedProcess) await RunAsync(["chown", "-R", "postgres:postgres", _folder.Root]);
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
