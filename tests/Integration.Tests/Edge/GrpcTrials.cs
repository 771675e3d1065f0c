using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>Deployments of a gRPC server.</summary>
public sealed class GrpcTrials : IAsyncLifetime
{
    private GrpcServer _server = null!;

    public async Task InitializeAsync() => _server = await GrpcServer.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_server_that_does_not_serve_is_rolled_back()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            _server.Says(2);
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        Assert.Contains($"{GrpcServer.Service} says NOT_SERVING", trial.MustRollBack("reachability"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_lost_is_rolled_back()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(async () =>
        {
            await _server.StopAsync();
            await _server.ResumeAsync("shop.v2.Orders");
        });
        await trial.VerdictAsync();
        Assert.Contains($"the server does not know {GrpcServer.Service}", trial.MustRollBack("reachability"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_restarted_is_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.LookAsync(4);
        await _server.StopAsync();
        await trial.LookAsync(2);
        await _server.ResumeAsync();
        await trial.VerdictAsync();
        Assert.Contains(trial.Looks, look => look.Look.Reason == "refused");
        trial.MustPromote();
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes:
          - name: orders
            grpc-health: { url: "http://127.0.0.1:{{_server.Port}}", service: {{GrpcServer.Service}}, every: 5s }
        """);
}
