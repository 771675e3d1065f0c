using System.Text;
using System.Text.Json;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>An agent that was installed from its package on a machine of its own, and watches a website.</summary>
internal sealed class InstalledAgent : IAsyncDisposable
{
    public const string Configuration = "/etc/bellwether/bellwether.yaml";

    private readonly int _port = FreePorts.Take(1)[0];

    private InstalledAgent(Machine machine, Website site) => (Machine, Site) = (machine, site);

    public Machine Machine { get; }

    public Website Site { get; }

    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Boots, installs the first version, and writes the configuration; nothing is started.</summary>
    public static async Task<InstalledAgent> InstallAsync()
    {
        var (first, _) = await BuiltPackage.FilesAsync();
        var agent = new InstalledAgent(await Machine.BootAsync(), await Website.StartAsync());
        try
        {
            await agent.InstallPackageAsync(first);
            await agent.Machine.PutAsync(Configuration, agent.Text());
            await agent.Machine.DoAsync(
                "cd /etc/bellwether/credentials && echo host-17 > agent-id && chmod 600 agent-id");
            return agent;
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same, and starts it.</summary>
    public static async Task<InstalledAgent> StartAsync()
    {
        var agent = await InstallAsync();
        await agent.Machine.DoAsync("systemctl enable --now bellwether");
        return agent;
    }

    /// <summary>dpkg -i; what it said.</summary>
    public Task<string> InstallPackageAsync(string package)
    {
        var here = Path.Combine(Machine.Folder, Path.GetFileName(package));
        File.Copy(package, here, overwrite: true);
        return Machine.DoAsync($"dpkg -i {here} 2>&1");
    }

    /// <summary>Announces a version, which is there at once.</summary>
    public async Task AnnounceAsync(string id)
    {
        var (status, body) = await PostAsync("/v1/deployments", $$"""
            {"deploymentId":"{{id}}","service":"shop","environment":"test","version":"{{id}}","strategy":"feature-flag"}
            """);
        Assert.True(status == 202, body);
    }

    /// <summary>The answer for a deployment's watch, after at most a minute.</summary>
    public Task<JsonElement> VerdictAsync(string id) => GetAsync($"/v1/deployments/{id}/verdict?wait=60s");

    public async Task<JsonElement> GetAsync(string path)
    {
        using var http = new HttpClient();
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(Address + path)));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await Machine.DisposeAsync();
        await Site.DisposeAsync();
    }

    /// <param name="window">How long it watches before it promotes.</param>
    public string Text(string window = "90s") => $$"""
        environment: test
        mode: gate
        service: shop
        agent: { id: "${cred:agent-id}" }
        listen: {{Address}}
        probes:
          - { name: home, http: { url: "{{Site.Address}}/", every: 1s, timeout: 900ms } }
        policy:
          { interval: 1s, start-within: 3s, warm-up: 2s, window: {{window}}, min-watch: {{window}}, deadline: 4m,
            bake: 10m }

        """;

    private async Task<(int Status, string Body)> PostAsync(string path, string body)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Address + path), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
