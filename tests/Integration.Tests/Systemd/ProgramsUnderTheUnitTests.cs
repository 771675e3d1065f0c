using System.Text.Json;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>What the unit forbids the agent it forbids its programs too; they must run all the same.</summary>
public sealed class ProgramsUnderTheUnitTests
{
    [MachineFact]
    public async Task A_plug_in_runs_and_a_log_of_a_group_is_read()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        var site = new Uri(agent.Site.Address);
        await agent.Machine.PutAsync(InstalledAgent.Configuration, $$"""
            environment: test
            mode: gate
            listen: {{agent.Address}}
            service: shop
            policy: { interval: 1s }
            probes:
              - name: web
                exec:
                  program: /usr/lib/nagios/plugins/check_http
                  arguments: [ -I, 127.0.0.1, -p, "{{site.Port}}", -u, / ]
                  figures: [ { label: size } ]
                  every: 1s
              - { name: log, log: { file: /var/log/shop.log, format: text, every: 1s } }
            """);
        await agent.Machine.PutAsync("/etc/systemd/system/bellwether.service.d/logs.conf",
            "[Service]\nSupplementaryGroups=adm\n");
        await agent.Machine.DoAsync("echo INFO a > /var/log/shop.log && chgrp adm /var/log/shop.log"
            + " && chmod 640 /var/log/shop.log && systemctl daemon-reload && systemctl start bellwether");
        var began = TimeProvider.System.GetTimestamp();
        while (Known(await agent.GetAsync("/v1/signals")) is var known && (!known.Contains("web.size")
            || !known.Contains("log.messages")))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(15),
                string.Join(' ', known) + await agent.Machine.DoAsync("cat /run/bellwether.service.log"));
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>Signals that have a level.</summary>
    private static List<string> Known(JsonElement signals)
    {
        var all = signals.ValueKind is JsonValueKind.Array ? signals : signals.GetProperty("signals");
        return [.. all.EnumerateArray()
            .Where(of => of.TryGetProperty("last", out var last) && last.ValueKind is JsonValueKind.Number)
            .Select(of => of.GetProperty("signal").GetString()!)];
    }
}
