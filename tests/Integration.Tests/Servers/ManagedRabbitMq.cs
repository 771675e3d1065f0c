using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's RabbitMQ with its management plug-in, stopped and started as a test wants.</summary>
internal sealed class ManagedRabbitMq : IAsyncDisposable
{
    private readonly ServerFolder _folder = new();
    private readonly int[] _ports = FreePorts.Take(5);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private RealServer? _epmd;
    private RealServer? _server;

    public string Url => $"http://127.0.0.1:{_ports[4]}";

    /// <summary>As a client wants it.</summary>
    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{_ports[2]}/");

    public static async Task<ManagedRabbitMq> StartAsync()
    {
        var broker = new ManagedRabbitMq();
        broker._http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String("guest:guest"u8));
        await Beginning.OrEndAsync(broker.ResumeAsync, () => broker.DisposeAsync().AsTask());
        return broker;
    }

    public async Task ResumeAsync()
    {
        _epmd ??= await RealServer.StartAsync(RabbitMq.Epmd(_ports[0]));
        // It takes messages last of all, after what its plug-ins serve.
        _server = await RealServer.StartAsync(Plan() with { ReadyPort = _ports[2] });
    }

    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    /// <summary>Says something to the management plug-in as its administrator.</summary>
    public async Task PutAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PutAsync(new Uri($"{Url}/api/{path}"), content);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
    }

    /// <summary>Runs rabbitmqctl.</summary>
    public async Task ControlAsync(params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Plan().Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_epmd is not null) await _epmd.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private RealServerPlan Plan()
    {
        var plan = RabbitMq.Broker(_folder, _ports);
        File.AppendAllText(_folder.At("rabbitmq.conf"),
            $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {_ports[4]}\ncollect_statistics_interval = 100\n");
        _folder.Write("enabled_plugins", "[rabbitmq_prometheus,rabbitmq_management].\n");
        // Its numbers are a second old at most, and not five.
        const string Kept = "[{global,[{60,1}]},{basic,[{60,1}]},{detailed,[{10,1}]}]";
        var advanced = _folder.Write("advanced.config",
            $"[{{rabbitmq_management,[{{sample_retention_policies,{Kept}}}]}},"
                + $"{{rabbitmq_management_agent,[{{sample_retention_policies,{Kept}}}]}}].\n");
        return plan with
        {
            Environment = new Dictionary<string, string>(plan.Environment)
            {
                ["RABBITMQ_ADVANCED_CONFIG_FILE"] = advanced,
            },
        };
    }
}
