using System.Net;
using System.Net.Sockets;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>The simplest probe shows that the trial itself is right.</summary>
public sealed class TcpTrials
{
    [Fact]
    public async Task A_port_that_nobody_listens_on_any_more_is_rolled_back_and_named()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var trial = Trial(port);
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.LookAsync(5);
        listener.Stop();
        await trial.VerdictAsync();
        var words = trial.MustRollBack("reachability");
        Assert.Matches("^3 of 5 looks at port.up failed .*: .*refused", words);
    }

    [Fact]
    public async Task A_port_that_is_gone_for_two_looks_is_not()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var trial = Trial(port);
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.LookAsync(5);
        listener.Stop();
        await trial.LookAsync(2);
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        await trial.VerdictAsync();
        trial.MustPromote();
        listener.Stop();
    }

    private static ProbeTrial Trial(int port) => ProbeTrial.Of($$"""
        probes:
          - { name: port, tcp: { host: 127.0.0.1, port: {{port}}, every: 5s } }
        """);
}
