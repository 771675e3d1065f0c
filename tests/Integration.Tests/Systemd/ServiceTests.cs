using System.Globalization;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>The unit on a real systemd, with every limit that it sets.</summary>
public sealed class ServiceTests
{
    private const string DropIn = "/etc/systemd/system/bellwether.service.d/test.conf";

    [MachineFact]
    public async Task A_whole_watch_comes_to_its_verdict_under_every_limit_of_the_unit()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        await agent.Machine.PutAsync(InstalledAgent.Configuration, agent.Text(window: "10s"));
        await agent.Machine.DoAsync("systemctl start bellwether");
        var kernel = await agent.Machine.DoAsync("cat /proc/$(systemctl show --value -p MainPID bellwether)/status");
        foreach (var line in new[] { "Seccomp:\t2", "NoNewPrivs:\t1", "CapEff:\t0000000000000000",
                     "CapBnd:\t0000000000000000" })
            Assert.Contains(line, kernel, StringComparison.Ordinal);
        Assert.DoesNotContain("Uid:\t0\t", kernel, StringComparison.Ordinal);

        await agent.AnnounceAsync("shop-2");
        var good = await agent.VerdictAsync("shop-2");
        Assert.Equal("promote", good.GetProperty("decision").GetString());
        Assert.Equal("host-17", good.GetProperty("verdict").GetProperty("agent").GetProperty("id").GetString());
        await agent.AnnounceAsync("shop-3");
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        agent.Site.IsSick = true;
        Assert.Equal("rollback", (await agent.VerdictAsync("shop-3")).GetProperty("decision").GetString());

        Assert.Equal(("0", "active"),
            (await agent.Machine.ShowAsync("NRestarts"), await agent.Machine.ShowAsync("ActiveState")));
        var memory = long.Parse(await Number(agent, "awk '/VmRSS/ { print $2 }'"), CultureInfo.InvariantCulture) / 1024;
        var threads = int.Parse(await Number(agent, "awk '/Threads/ { print $2 }'"), CultureInfo.InvariantCulture);
        Console.WriteLine($"under the unit: {memory} MiB resident, {threads} threads");
        Assert.InRange(memory, 1, 192);
        Assert.InRange(threads, 1, 64);
    }

    [MachineFact]
    public async Task Under_every_limit_of_the_unit_it_sees_how_another_service_is()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        await agent.Machine.StartBusAsync();
        // The bus of Debian lets in whom it finds among the users; the unit then takes that one.
        await agent.Machine.DoAsync("useradd --system bellwether");
        await agent.Machine.PutAsync("/etc/systemd/system/checkout.service",
            "[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=/bin/sleep 600\n");
        await agent.Machine.DoAsync("systemctl daemon-reload && systemctl start checkout");
        await agent.Machine.PutAsync(InstalledAgent.Configuration, agent.Text().Replace(
            "policy:", "  - { name: unit, systemd: { unit: checkout, every: 1s } }\npolicy:"));
        await agent.Machine.DoAsync("systemctl start bellwether");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        await agent.AnnounceAsync("shop-2");
        await agent.Machine.DoAsync("systemctl restart checkout");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        await agent.Machine.DoAsync("systemctl kill --signal=SEGV checkout");
        var verdict = (await agent.VerdictAsync("shop-2")).GetProperty("verdict");
        Assert.Equal("rollback", verdict.GetProperty("decision").GetString());
        Assert.Contains(verdict.GetProperty("evidence").EnumerateArray(), of => of.GetProperty("explanation")
            .GetString()!.Contains("checkout.service was ended by signal 11 (SEGV)", StringComparison.Ordinal));
    }

    [MachineFact]
    public async Task It_can_write_its_state_and_nothing_else()
    {
        await using var agent = await InstalledAgent.StartAsync();
        var user = (await agent.Machine.DoAsync("stat -c %U /var/lib/private/bellwether/journal.db")).Trim();
        Assert.Equal("bellwether", user);
        // In its own view of the files, as root without its limits: what is refused is refused by the file systems.
        var enter = "nsenter -t $(systemctl show --value -p MainPID bellwether) -m ";
        foreach (var place in new[] { "/etc/x", "/usr/x", "/var/x", "/opt/x", "/srv/x" })
            Assert.Contains("Read-only file system",
                (await agent.Machine.RunAsync($"{enter} touch {place}")).Error, StringComparison.Ordinal);
        Assert.Equal("", await agent.Machine.DoAsync($"{enter} ls -A /home"));
        await agent.Machine.DoAsync($"{enter} touch /var/lib/private/bellwether/x");
    }

    [MachineFact]
    public async Task Systemd_calls_it_started_only_when_it_listens_and_hears_how_it_stands()
    {
        await using var agent = await InstalledAgent.StartAsync();
        Assert.Equal("healthy", (await agent.GetAsync("/health/live")).GetProperty("status").GetString());
        Assert.Equal("gates shop in test; no deployment is open; no verdict yet",
            await agent.Machine.ShowAsync("StatusText"));
        await agent.AnnounceAsync("shop-2");
        await agent.Machine.UntilAsync(
            "StatusText", text => text.Contains("1 open: shop-2", StringComparison.Ordinal));
        await agent.Machine.DoAsync("systemctl stop bellwether");
        Assert.Equal(("success", "0"),
            (await agent.Machine.ShowAsync("Result"), await agent.Machine.ShowAsync("ExecMainStatus")));
    }

    [MachineFact]
    public async Task An_agent_that_is_stuck_is_started_again_and_its_watch_goes_on()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        await agent.Machine.PutAsync(DropIn, "[Service]\nWatchdogSec=3s\nRestartSec=100ms\n");
        await agent.Machine.DoAsync("systemctl daemon-reload && systemctl start bellwether");
        await agent.AnnounceAsync("shop-2");
        // Longer than the watchdog's time: its signs of life are taken.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        Assert.Equal("0", await agent.Machine.ShowAsync("NRestarts"));
        await agent.Machine.DoAsync("kill -STOP $(systemctl show --value -p MainPID bellwether)");
        await agent.Machine.UntilAsync("NRestarts", count => count == "1");
        await agent.Machine.UntilAsync("ActiveState", state => state == "active");
        agent.Site.IsSick = true;
        var answer = await agent.VerdictAsync("shop-2");
        Assert.Equal("rollback", answer.GetProperty("decision").GetString());
        Assert.Equal(2, answer.GetProperty("verdict").GetProperty("agent").GetProperty("epoch").GetInt32());
    }

    [MachineFact]
    public async Task A_reload_takes_a_new_configuration_and_keeps_the_old_one_where_it_has_a_fault()
    {
        await using var agent = await InstalledAgent.StartAsync();
        var process = await agent.Machine.ShowAsync("MainPID");
        await agent.Machine.PutAsync(InstalledAgent.Configuration, agent.Text().Replace("mode: gate", "mode: observe"));
        await agent.Machine.DoAsync("systemctl reload bellwether");
        await agent.Machine.UntilAsync(
            "StatusText", text => text.StartsWith("observes shop", StringComparison.Ordinal));
        await agent.Machine.PutAsync(InstalledAgent.Configuration, "mode: maybe");
        await agent.Machine.DoAsync("systemctl reload bellwether");
        await agent.Machine.UntilAsync("ActiveState", state => state == "active");
        Assert.Equal("healthy", (await agent.GetAsync("/health/live")).GetProperty("status").GetString());
        Assert.Equal(process, await agent.Machine.ShowAsync("MainPID"));
    }

    [MachineFact]
    public async Task A_configuration_with_a_fault_is_not_tried_again()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        await agent.Machine.PutAsync(InstalledAgent.Configuration, agent.Text().Replace("mode: gate", "mode: maybe"));
        await agent.Machine.PutAsync(DropIn, "[Service]\nRestartSec=100ms\n");
        await agent.Machine.DoAsync("systemctl daemon-reload");
        Assert.NotEqual(0, (await agent.Machine.RunAsync("systemctl start bellwether")).Code);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        Assert.Equal(("failed", "2", "0"), (await agent.Machine.ShowAsync("ActiveState"),
            await agent.Machine.ShowAsync("ExecMainStatus"), await agent.Machine.ShowAsync("NRestarts")));
        Assert.Contains("maybe", await agent.Machine.DoAsync("cat /run/bellwether.service.log"),
            StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task An_agent_that_was_killed_is_started_again()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        await agent.Machine.PutAsync(DropIn, "[Service]\nRestartSec=100ms\n");
        await agent.Machine.DoAsync("systemctl daemon-reload && systemctl start bellwether");
        await agent.Machine.DoAsync("kill -KILL $(systemctl show --value -p MainPID bellwether)");
        await agent.Machine.UntilAsync("NRestarts", count => count == "1");
        await agent.Machine.UntilAsync("ActiveState", state => state == "active");
    }

    [MachineFact]
    public async Task Limits_that_take_away_what_the_runtime_needs_keep_it_from_starting()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        foreach (var tooMuch in new[]
                 {
                     "MemoryDenyWriteExecute=yes", "SystemCallFilter=~@network-io", "SystemCallFilter=~futex",
                     "RestrictAddressFamilies=~AF_INET",
                 })
        {
            await agent.Machine.PutAsync(DropIn, $"[Service]\nRestart=no\nTimeoutStartSec=10s\n{tooMuch}\n");
            await agent.Machine.DoAsync("systemctl daemon-reload");
            Assert.True((await agent.Machine.RunAsync("systemctl start bellwether")).Code != 0, tooMuch);
            await agent.Machine.DoAsync("systemctl reset-failed bellwether");
        }

        await agent.Machine.DoAsync($"rm {DropIn} && systemctl daemon-reload && systemctl start bellwether");
    }

    [MachineFact]
    public async Task A_backup_taken_in_mid_watch_is_restored_and_belongs_to_the_service()
    {
        await using var agent = await InstalledAgent.StartAsync();
        await agent.AnnounceAsync("shop-2");
        await agent.Machine.DoAsync($"bellwether backup --to /srv/backup --agent {agent.Address}");
        const string State = "/var/lib/bellwether";
        // A new host has no folder yet; one that was there before has one of the service's user.
        foreach (var lost in new[] { $"rm -rf /var/lib/private {State}", $"find {State}/ -mindepth 1 -delete" })
        {
            await agent.Machine.DoAsync($"systemctl stop bellwether && {lost}");
            await agent.Machine.DoAsync($"bellwether restore /srv/backup --state {State}");
            await agent.Machine.DoAsync("systemctl start bellwether");
            await agent.Machine.UntilAsync(
                "StatusText", text => text.Contains("1 open: shop-2", StringComparison.Ordinal));
            Assert.Equal("bellwether", (await agent.Machine.DoAsync($"stat -c %U {State}/journal.db")).Trim());
        }

        agent.Site.IsSick = true;
        Assert.Equal("rollback", (await agent.VerdictAsync("shop-2")).GetProperty("decision").GetString());
    }

    [MachineFact]
    public async Task Two_instances_have_a_configuration_and_a_state_each()
    {
        await using var agent = await InstalledAgent.InstallAsync();
        var port = Servers.FreePorts.Take(1)[0];
        await agent.Machine.PutAsync("/etc/bellwether/one.yaml", agent.Text());
        await agent.Machine.PutAsync(
            "/etc/bellwether/two.yaml", agent.Text().Replace(agent.Address, $"http://127.0.0.1:{port}"));
        await agent.Machine.DoAsync("systemctl start bellwether@one bellwether@two");
        Assert.Equal("active", await agent.Machine.ShowAsync("ActiveState", "bellwether@two.service"));
        await agent.Machine.DoAsync("test -s /var/lib/private/bellwether-one/journal.db "
            + "&& test -s /var/lib/private/bellwether-two/journal.db && test ! -e /var/lib/private/bellwether");
    }

    private static async Task<string> Number(InstalledAgent agent, string script) => (await agent.Machine.DoAsync(
        $"{script} /proc/$(systemctl show --value -p MainPID bellwether)/status")).Trim();
}
