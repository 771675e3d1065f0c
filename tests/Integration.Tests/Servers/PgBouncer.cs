namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's PgBouncer on loopback, in transaction mode, before one PostgreSQL.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly ServerFolder _folder = new();
    private readonly RealServerPlan _plan;
    private RealServer? _server;

    private PgBouncer(int behind, IReadOnlyList<string> users)
    {
        var accounts = _folder.Write(
            "users.txt", string.Concat(users.Select(user => $"\"{user}\" \"{Postgres.Password}\"\n")));
        var file = _folder.Write("pgbouncer.ini", $"""
            [databases]
            * = host=127.0.0.1 port={behind}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {Port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {accounts}
            pool_mode = transaction
            default_pool_size = 2
            server_login_retry = 1

            """);
        // It must not run as root, and reads its files as whoever it is.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.Root, (UnixFileMode)0b111_101_101);
        string[] words = [.. Postgres.User, "pgbouncer", file];
        _plan = new() { Program = words[0], Arguments = words[1..], ReadyPort = Port };
    }

    public int Port { get; } = FreePorts.Take(1)[0];

    public static async Task<PgBouncer> StartAsync(int behind, params IReadOnlyList<string> users)
    {
        var bouncer = new PgBouncer(behind, users);
        await bouncer.ResumeAsync();
        return bouncer;
    }

    public async Task ResumeAsync() => _server = await RealServer.StartAsync(_plan);

    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _folder.Dispose();
    }
}
