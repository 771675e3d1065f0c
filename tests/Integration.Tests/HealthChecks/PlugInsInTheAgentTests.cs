using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Tests;

namespace Bellwether.Integration.Tests.HealthChecks;

/// <summary>Plug-ins in the real agent, as a process of its own.</summary>
public sealed class PlugInsInTheAgentTests : IDisposable
{
    private const string Secret = "hunter2-hunter2";

    private readonly AcmePlugIns _acme = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-checks-").FullName;

    public void Dispose()
    {
        _acme.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Checks_that_hang_block_and_throw_hold_up_nothing_and_tell_no_secret()
    {
        // What the folder may be is a matter of who runs the tests: only root can make one that is taken.
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Contains("which belongs to the user that the agent runs as", (await CheckAsync()).Out,
                StringComparison.Ordinal);
            return;
        }

        await using var agent = await AgentProcess.RunAsync("--config", Written(), "--listen", "http://127.0.0.1:0");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string signals;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
            signals = await GetAsync(agent, "/v1/signals");
        }
        while (!(signals.Contains("good.data.queue-length", StringComparison.Ordinal)
            && Looked(signals, "blocking.up") && Looked(signals, "hanging.up") && Looked(signals, "throwing.up")));
        Assert.Contains("\"healthy\"", await GetAsync(agent, "/health/live"), StringComparison.Ordinal);
        var told = signals + await GetAsync(agent, "/metrics") + await GetAsync(agent, "/health/ready");

        var (code, took) = await agent.TerminateAsync();
        Assert.Equal(0, code);
        Assert.True(took < TimeSpan.FromSeconds(3), $"{took}");
        told += string.Join('\n', agent.Log);
        Assert.DoesNotContain(Secret, told, StringComparison.OrdinalIgnoreCase);
        Assert.All(Directory.GetFiles(Path.Combine(_folder, "state")), file =>
            Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    private static bool Looked(string signals, string name) => JsonDocument.Parse(signals).RootElement.EnumerateArray()
        .Any(signal => signal.GetProperty("signal").GetString() == name
            && signal.GetProperty("looks").GetArrayLength() > 0);

    [Fact]
    public async Task Check_loads_what_is_named_and_runs_nothing_of_it()
    {
        if (!Environment.IsPrivilegedProcess) return;
        var checkedOnce = await CheckAsync();
        Assert.Equal((0, $"{Path.Combine(_folder, "bellwether.yaml")}: good\n"), (checkedOnce.Code, checkedOnce.Out));
        Assert.False(File.Exists(_acme.Gate));
    }

    private Task<Finished> CheckAsync() => BuiltProgram.RunAsync("check", Written());

    private string Written()
    {
        var file = Path.Combine(_folder, "bellwether.yaml");
        File.WriteAllText(Path.Combine(_folder, "secret"), Secret);
        File.WriteAllText(file, $$"""
            environment: production
            mode: observe
            plug-ins: {{_acme.Folder}}
            state: {{_folder}}/state
            policy: { interval: 1s }
            service: shop
            probes:
              - { name: good, healthcheck: { type: good, every: 1s } }
              - { name: hanging, healthcheck: { type: hanging, with: { until: {{_acme.Gate}} }, every: 1s } }
              - { name: blocking, healthcheck: { type: blocking, with: { until: {{_acme.Gate}} }, every: 1s } }
              - name: throwing
                healthcheck: { type: throwing, with: { what: x, secret: "${file:secret}" }, every: 1s }
              - { name: sticky, healthcheck: { type: sticky, with: { disposed: {{_folder}}/disposed }, every: 1s } }
            """);
        Directory.CreateDirectory(Path.Combine(_folder, "state"));
        return file;
    }

    private static async Task<string> GetAsync(AgentProcess agent, string path) =>
        await agent.Http.GetStringAsync(new Uri(path, UriKind.Relative));
}
