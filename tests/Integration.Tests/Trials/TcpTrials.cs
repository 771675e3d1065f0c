using System.Net;
using System.Net.Sockets;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>The simplest probe shows that the trial itself is right.</summary>
public sealed class TcpTrials : IDisposable
{
    private readonly TcpListener _listener;

    public TcpTrials()
    {
        // Of a port of its own, so that it finds it again.
        _listener = new TcpListener(IPAddress.Loopback, FreePorts.Take(1)[0]);
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_port_that_nobody_listens_on_any_more_is_rolled_back_and_named()
    {
        await using var trial = await DeployedAsync();
        _listener.Stop();
        await trial.VerdictAsync();
        var words = trial.MustRollBack("reachability");
        Assert.Matches("^3 of 5 looks at port.up failed .*: .*refused", words);
    }

    [Fact]
    public async Task A_port_that_is_gone_for_two_looks_is_not()
    {
        await using var trial = await DeployedAsync();
        _listener.Stop();
        await trial.LookAsync(2);
        _listener.Start();
        await trial.VerdictAsync();
        trial.MustPromote();
    }

    /// <summary>A version that is watched, and well so far.</summary>
    private async Task<ProbeTrial> DeployedAsync()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        var trial = ProbeTrial.Of($$"""
            probes:
              - { name: port, tcp: { host: 127.0.0.1, port: {{port}}, every: 5s } }
            """);
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.LookAsync(5);
        return trial;
    }
}
