using System.Net;
using System.Net.Sockets;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>Errors and levels that are found on the page of a real HAProxy, with a service behind it that
/// breaks.</summary>
public sealed class FoundPageTrials
{
    [Fact]
    public async Task A_version_that_answers_with_errors_is_rolled_back_by_what_the_page_was_found_to_count()
    {
        await using var proxied = await ProxiedShop.StartAsync();
        await using var trial = proxied.Trial();
        await trial.LearnAsync(proxied.VisitAsync);
        await trial.DeployAsync();
        await trial.LookAsync(5, proxied.VisitAsync);
        proxied.Shop.IsSick = true;
        await trial.VerdictAsync(proxied.VisitAsync);
        Assert.Contains("requests failed, was 0 %", trial.MustRollBack("errors"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_restart_rolls_nothing_back_and_counting_goes_on()
    {
        await using var proxied = await ProxiedShop.StartAsync();
        await using var trial = proxied.Trial("""
            rules:
              - { name: errors, signal: edge.errors, compare: { allow: 50%, tolerate: 0.5pp }, critical: true }
              - { name: sessions, signal: edge.saturation.sessions, limit: { max: 90%, fail-after: 3 of 5 } }
              - { name: up, signal: edge.up, health: { fail-after: 3 of 5 } }
            """);
        await trial.LearnAsync(proxied.VisitAsync);
        await trial.DeployAsync();
        await trial.LookAsync(5, proxied.VisitAsync);
        await proxied.EndProxyAsync();
        await trial.LookAsync(2);
        await proxied.StartProxyAsync();
        await trial.VerdictAsync(proxied.VisitAsync);
        trial.MustNotRollBack("errors", "sessions", "up");
        var requests = trial.Signals.Single(signal => signal.Signal == "edge.requests");
        Assert.Equal(ProxiedShop.Visits / 15.0, requests.Last!.Value, 6);
    }

    [Fact]
    public async Task A_level_that_a_rule_names_is_judged_and_told_in_words()
    {
        List<TcpClient> leaked = [];
        await using var proxied = await ProxiedShop.StartAsync();
        await using var trial = proxied.Trial("""
            rules:
              - { name: sessions, signal: edge.saturation.sessions, limit: { max: 80%, fail-after: 3 of 5 } }
            """);
        await trial.LearnAsync(proxied.VisitAsync);
        await trial.DeployAsync();
        await trial.LookAsync(5, proxied.VisitAsync);
        while (leaked.Count < ProxiedShop.MostSessions - 4)
        {
            leaked.Add(new());
            await leaked[^1].ConnectAsync(IPAddress.Loopback, proxied.Port);
        }

        await trial.VerdictAsync(proxied.VisitAsync);
        var words = trial.MustRollBack("sessions");
        leaked.ForEach(client => client.Dispose());
        Assert.Contains("edge.saturation.sessions", words, StringComparison.Ordinal);
    }
}
