using System.Text.Json;
using Bellwether.Integration.Tests.Api;

namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>The whole agent, and two instances that send to it.</summary>
public sealed class OtlpAgentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-senders-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Instances_are_known_as_they_send_and_a_reload_loses_nothing()
    {
        Write("");
        await using var agent = await AgentProcess.RunAsync("--config", Path.Combine(_folder, "bellwether.yaml"));
        using var one = new OtlpShop(agent.Address, new(IsDelta: false, IsExponential: false), "1", "one");
        using var two = new OtlpShop(agent.Address, new(IsDelta: true, IsExponential: true), "1", "two");
        await UntilAsync(agent, one, two, "app.requests");
        Write("signals: [ { name: orders, from: app, rate: shop_orders_total } ]");
        agent.HangUp();
        await agent.LoggedAsync("was read again");
        await UntilAsync(agent, one, two, "orders");
        await agent.PostAsync(
            "/v1/deployments", """{"deploymentId":"d","service":"shop","environment":"production","version":"2"}""");
        await agent.PostAsync("/v1/deployments/d/cancel", "{}");
        var deployment = await agent.Http.GetStringAsync(new Uri("/v1/deployments/d", UriKind.Relative));
        var verdict = JsonDocument.Parse(deployment).RootElement.GetProperty("verdicts")[0];
        Assert.Equal(["one", "two"], verdict.GetProperty("instances").EnumerateArray().Select(one => one.GetString()));
        var metrics = await agent.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Matches("bellwether_received_points_total\\{door=\"otlp\",outcome=\"taken\"\\} [1-9]", metrics);
    }

    /// <summary>Both send until a signal has a level that only both together make.</summary>
    private static async Task UntilAsync(AgentProcess agent, OtlpShop one, OtlpShop two, string signal)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            one.Serve(50, 0);
            two.Serve(50, 0);
            var found = JsonDocument.Parse(await SignalsAsync(agent)).RootElement.EnumerateArray()
                .FirstOrDefault(of => of.GetProperty("signal").GetString() == signal);
            if (found.ValueKind is JsonValueKind.Object && found.TryGetProperty("last", out var last)
                && last.ValueKind is JsonValueKind.Number && last.GetDouble() > 0)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        }
    }

    private static Task<string> SignalsAsync(AgentProcess agent) =>
        agent.Http.GetStringAsync(new Uri("/v1/signals", UriKind.Relative));

    private void Write(string more) => File.WriteAllText(Path.Combine(_folder, "bellwether.yaml"), $$"""
        environment: production
        mode: gate
        listen: http://127.0.0.1:0
        state: state
        service: shop
        policy: { interval: 1s }
        probes: [ { name: app, otlp: { every: 1s } } ]
        {{more}}

        """);
}
