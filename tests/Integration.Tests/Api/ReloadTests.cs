using System.Text.Json;

namespace Bellwether.Integration.Tests.Api;

public sealed class ReloadTests : IDisposable
{
    private const string Shop =
        "- { name: shop, probes: [ { name: app, tcp: { host: 127.0.0.1, port: 9, every: 1s, timeout: 500ms } } ] }";
    private const string Cart =
        "- { name: cart, probes: [ { name: app, tcp: { host: 127.0.0.1, port: 9, every: 1s, timeout: 500ms } } ] }";

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-reload-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_service_that_was_added_is_looked_at_and_one_that_was_taken_out_is_not()
    {
        await using var agent = await RunAsync(Shop);
        await SeenAsync(agent, "shop");
        Write(Cart);
        agent.HangUp();
        var told = await agent.LoggedAsync("was read again");
        Assert.Contains("Changed now: cart, shop;", told, StringComparison.Ordinal);
        await SeenAsync(agent, "cart");
        Assert.DoesNotContain("\"shop\"", await GetAsync(agent, "/v1/signals"), StringComparison.Ordinal);
        Assert.Contains("bellwether_config_last_reload_successful 1", await GetAsync(agent, "/metrics"),
            StringComparison.Ordinal);
        Assert.Contains("bellwether_config_reloads_total{outcome=\"adopted\"} 1", await GetAsync(agent, "/metrics"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_fault_changes_nothing_and_is_told_as_at_the_start()
    {
        await using var agent = await RunAsync(Shop);
        Write("- { name: cart, prboes: [] }");
        agent.HangUp();
        await agent.LoggedAsync("the one that held still holds");
        var fault = await agent.LoggedAsync("did you mean 'probes'");
        Assert.Contains("bellwether.yaml:6:19: services[0]", fault, StringComparison.Ordinal);
        await SeenAsync(agent, "shop");
        Assert.Contains("bellwether_config_last_reload_successful 0", await GetAsync(agent, "/metrics"),
            StringComparison.Ordinal);
        var health = JsonDocument.Parse(await GetAsync(agent, "/health/ready")).RootElement;
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        Assert.Contains(
            "fault(s) and does not hold: ",
            health.GetProperty("checks").GetProperty("configuration").GetProperty("description").GetString(),
            StringComparison.Ordinal);

        Write(Shop);
        agent.HangUp();
        await agent.LoggedAsync("Changed now: none");
        Assert.Contains("\"healthy\"", await GetAsync(agent, "/health/ready"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_takes_a_restart_refuses_the_reload_by_name()
    {
        await using var agent = await RunAsync(Shop);
        Write(Cart, state: "elsewhere");
        agent.HangUp();
        await agent.LoggedAsync("'state' has changed, which takes a restart");
        Assert.DoesNotContain("\"cart\"", await GetAsync(agent, "/v1/signals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_rotated_lets_in_and_the_one_before_no_more()
    {
        const string Access = "access: { tokens: [ { name: p, token: \"${file:token}\", roles: [read] } ] }";
        File.WriteAllText(Path.Combine(_folder, "token"), "the-first-of-the-tokens");
        Write(Shop, more: Access);
        await using var agent = await AgentProcess.RunAsync("--config", Path.Combine(_folder, "bellwether.yaml"));
        Assert.Equal(200, await StatusAsync("the-first-of-the-tokens"));
        Assert.Equal(401, await StatusAsync("the-second-of-them"));
        File.WriteAllText(Path.Combine(_folder, "token"), "the-second-of-them");
        agent.HangUp();
        await agent.LoggedAsync("was read again");
        Assert.Equal(401, await StatusAsync("the-first-of-the-tokens"));
        Assert.Equal(200, await StatusAsync("the-second-of-them"));

        async Task<int> StatusAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/signals", UriKind.Relative));
            request.Headers.Authorization = new("Bearer", token);
            using var answer = await agent.Http.SendAsync(request);
            return (int)answer.StatusCode;
        }
    }

    private async Task<AgentProcess> RunAsync(string service)
    {
        Write(service);
        return await AgentProcess.RunAsync("--config", Path.Combine(_folder, "bellwether.yaml"));
    }

    private void Write(string service, string state = "state", string more = "") => File.WriteAllText(
        Path.Combine(_folder, "bellwether.yaml"), $"""
        environment: production
        mode: observe
        listen: http://127.0.0.1:0
        state: {state}
        services:
          {service}
        {more}

        """);

    private static async Task SeenAsync(AgentProcess agent, string service)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!JsonDocument.Parse(await GetAsync(agent, "/v1/signals")).RootElement.EnumerateArray().Any(signal =>
            signal.GetProperty("service").GetString() == service && signal.GetProperty("looks").GetArrayLength() > 0))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }

    private static Task<string> GetAsync(AgentProcess agent, string path) =>
        agent.Http.GetStringAsync(new Uri(path, UriKind.Relative));
}
