using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.LifeCycle;

/// <summary>An agent that watches a <see cref="Website"/> and delivers to it.</summary>
internal static class AgentOfSite
{
    /// <summary>Starts one on a folder of state; its id is the same wherever it runs.</summary>
    public static async Task<AgentProcess> StartAsync(Website site, string state, string more = "")
    {
        Directory.CreateDirectory(state);
        var file = Path.Combine(state, "configuration.yaml");
        await File.WriteAllTextAsync(file, $$"""
            environment: test
            mode: gate
            service: shop
            agent: { id: host-17 }
            state: {{state}}
            listen: http://127.0.0.1:0
            probes:
              - { name: home, http: { url: "{{site.Address}}/", every: 1s, timeout: 900ms } }
            {{more}}
            policy: { interval: 1s, start-within: 3s, warm-up: 2s, window: 90s, min-watch: 90s, deadline: 4m }
            deliver:
              - { name: hook, webhook: { url: "{{site.Address}}/hook", timeout: 30s } }

            """);
        return await AgentProcess.RunAsync("--config", file, "--listen", "http://127.0.0.1:0");
    }

    /// <summary>Announces a version, which is there at once.</summary>
    public static async Task AnnounceAsync(this AgentProcess agent, string id)
    {
        var (status, body) = await agent.PostAsync("/v1/deployments", $$"""
            {"deploymentId":"{{id}}","service":"shop","environment":"test","version":"{{id}}","strategy":"feature-flag"}
            """);
        Assert.True(status == 202, body);
    }

    public static async Task<JsonElement> GetAsync(this AgentProcess agent, string path)
    {
        using var document = JsonDocument.Parse(await agent.Http.GetStringAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.Clone();
    }

    /// <summary>Waits until something holds; the test fails where it does not within half a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(30)) Assert.Fail($"never: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
