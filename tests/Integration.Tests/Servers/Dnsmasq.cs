namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's dnsmasq on loopback, which knows the names under <c>example</c> that a file lists and no
/// other.</summary>
internal sealed class Dnsmasq : IAsyncDisposable
{
    private readonly ServerFolder _folder = new();
    private RealServer? _server;

    private Dnsmasq()
    {
    }

    public int Port { get; } = FreePorts.Take(1)[0];

    public static async Task<Dnsmasq> StartAsync(string records)
    {
        var server = new Dnsmasq();
        await server.ResumeAsync(records);
        return server;
    }

    /// <param name="records">Address and names, a line each, as in a file of hosts.</param>
    public async Task ResumeAsync(string records) => _server = await RealServer.StartAsync(new()
    {
        Program = "dnsmasq",
        Arguments =
        [
            "--keep-in-foreground", "--conf-file=/dev/null", $"--port={Port}", "--listen-address=127.0.0.1",
            "--bind-interfaces", "--no-resolv", "--no-hosts", $"--addn-hosts={_folder.Write("records", records)}",
            "--local=/example/", $"--pid-file={_folder.At("pid")}",
            .. Environment.IsPrivilegedProcess ? ["--user=root"] : Array.Empty<string>(),
        ],
        ReadyPort = Port,
    });

    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
