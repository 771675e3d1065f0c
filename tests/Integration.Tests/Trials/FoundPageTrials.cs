using System.Net;
using System.Net.Sockets;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>Errors and levels that are found on the page of a real HAProxy, with a service behind it that
/// breaks.</summary>
public sealed class FoundPageTrials : IAsyncLifetime
{
    private const int MostSessions = 40;

    private readonly ServerFolder _folder = new();
    private readonly IReadOnlyList<int> _ports = FreePorts.Take(2);
    private readonly HttpClient _visitor = new();
    private Website _shop = null!;
    private RealServer _proxy = null!;

    public async Task InitializeAsync()
    {
        _shop = await Website.StartAsync();
        _proxy = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        _visitor.Dispose();
        await _proxy.DisposeAsync();
        await _shop.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_version_that_answers_with_errors_is_rolled_back_by_what_the_page_was_found_to_count()
    {
        await using var trial = Trial();
        await trial.LearnAsync(VisitAsync);
        await trial.DeployAsync();
        await trial.LookAsync(5, VisitAsync);
        _shop.IsSick = true;
        await trial.VerdictAsync(VisitAsync);
        Assert.Contains("requests failed, was 0 %", trial.MustRollBack("errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_restart_rolls_nothing_back_and_counting_goes_on()
    {
        await using var trial = Trial("""
            rules:
              - { name: errors, signal: edge.errors, compare: { allow: 50%, tolerate: 0.5pp }, critical: true }
              - { name: sessions, signal: edge.saturation.sessions, limit: { max: 90%, fail-after: 3 of 5 } }
              - { name: up, signal: edge.up, health: { fail-after: 3 of 5 } }
            """);
        await trial.LearnAsync(VisitAsync);
        await trial.DeployAsync();
        await trial.LookAsync(5, VisitAsync);
        await _proxy.DisposeAsync();
        await trial.LookAsync(2);
        _proxy = await StartAsync();
        await trial.VerdictAsync(VisitAsync);
        trial.MustNotRollBack();
        Assert.Equal(20 / 15.0, trial.Signals.Single(signal => signal.Signal == "edge.requests").Last!.Value, 6);
    }

    [Fact]
    public async Task A_level_that_a_rule_names_is_judged_and_told_in_words()
    {
        List<TcpClient> leaked = [];
        await using var trial = Trial("""
            rules:
              - { name: sessions, signal: edge.saturation.sessions, limit: { max: 80%, fail-after: 3 of 5 } }
            """);
        await trial.LearnAsync(VisitAsync);
        await trial.DeployAsync();
        await trial.LookAsync(5, VisitAsync);
        while (leaked.Count < MostSessions - 4)
        {
            leaked.Add(new());
            await leaked[^1].ConnectAsync(IPAddress.Loopback, _ports[0]);
        }

        await trial.VerdictAsync(VisitAsync);
        var words = trial.MustRollBack("sessions");
        leaked.ForEach(client => client.Dispose());
        Assert.Contains("edge.saturation.sessions", words, StringComparison.Ordinal);
    }

    private async Task VisitAsync(int look)
    {
        for (var i = 0; i < 20; i++)
            using (await _visitor.GetAsync(new Uri($"http://127.0.0.1:{_ports[0]}/"))) { }
    }

    private ProbeTrial Trial(string rules = "") => ProbeTrial.Of($$"""
        probes:
          - { name: edge, scrape: { targets: [ { url: "http://127.0.0.1:{{_ports[1]}}/metrics" } ], every: 15s } }
        {{rules}}
        """);

    private Task<RealServer> StartAsync() => RealServer.StartAsync(new()
    {
        Program = "haproxy",
        Arguments = ["-db", "-f", _folder.Write("haproxy.cfg", $"""
            defaults
              mode http
              timeout connect 1s
              timeout client 60s
              timeout server 5s
            frontend shop
              bind 127.0.0.1:{_ports[0]}
              maxconn {MostSessions}
              default_backend shop
            frontend stats
              bind 127.0.0.1:{_ports[1]}
              http-request use-service prometheus-exporter
            backend shop
              server a {new Uri(_shop.Address).Authority}

            """)],
        ReadyPort = _ports[1],
    });
}
