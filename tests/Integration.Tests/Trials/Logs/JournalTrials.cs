using Bellwether.Integration.Tests.Image;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials.Logs;

/// <summary>A real journal, in which a service says what it always says, and then something new.</summary>
public sealed class JournalTrials
{
    [RootFact]
    public async Task An_error_never_seen_before_is_rolled_back_and_quoted()
    {
        await using var journal = await JournalServer.StartAsync();
        await using var trial = await LearnedAsync(journal);
        await trial.DeployAsync();
        await trial.VerdictAsync(async point =>
        {
            await Usual(journal, point);
            await journal.WriteAsync("shop", "info",
                $"ERROR relation \"orders_{point}\" does not exist for customer {point}", "    at Shop.Orders.Add()");
            await journal.WriteAsync(
                "shop", "info", $"ERROR relation \"orders_{point}\" does not exist for customer 9");
        });
        Assert.Contains("«ERROR relation \"*\" does not exist for customer #»",
            trial.MustRollBack("log-new-signatures"), StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Errors_that_are_usual_a_restart_of_the_service_and_a_rotation_are_no_news()
    {
        await using var journal = await JournalServer.StartAsync();
        await using var trial = await LearnedAsync(journal);
        await trial.DeployAsync();
        await trial.VerdictAsync(async point =>
        {
            await Usual(journal, point);
            if (point == 6) await journal.RotateAsync();
            if (point == 8)
                await journal.WriteAsync("shop", "err", [.. Enumerable.Repeat("stopping: connection pool closed", 40)]);
        });
        trial.MustNotRollBack("log-new-signatures");
        Assert.DoesNotContain(trial.Looks, look => look.Look.NoData is not null);
    }

    [RootFact]
    public async Task What_systemd_says_of_a_unit_is_among_its_messages()
    {
        await using var journal = await JournalServer.StartAsync();
        await journal.OfUnitAsync("shop.service", 6, "Started shop.service");
        await using var trial = ProbeTrial.Of($$"""
            probes:
              - { name: log, journal: { unit: shop.service, directory: {{journal.Directory}}, every: 5s } }
            """);
        await trial.LookAsync(1);
        await journal.OfUnitAsync("shop.service", 4, "shop.service: Failed with result exit-code.");
        await journal.OfUnitAsync("other.service", 3, "other.service: no");
        await trial.LookAsync(1);
        var last = trial.Looks[^1].Look.Readings;
        Assert.Equal(1, last.Single(r => r.Name == "warnings").Value);
        Assert.Equal(0, last.Single(r => r.Name == "errors").Value);
    }

    private static async Task<ProbeTrial> LearnedAsync(JournalServer journal)
    {
        await journal.WriteAsync("shop", "info", "INFO started");
        var trial = ProbeTrial.Of($$"""
            probes:
              - { name: log, journal: { identifier: shop, directory: {{journal.Directory}}, every: 5s } }
            """);
        await trial.LearnAsync(point => Usual(journal, point));
        return trial;
    }

    private static Task Usual(JournalServer journal, int point) => point % 5 > 0 ? Task.CompletedTask
        : journal.WriteAsync("shop", "info", $"INFO sold {point}", $"ERROR no stock of {point}", "WARN slow");
}
