using System.Globalization;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials.Exec;

/// <summary>The recipes of docs/targets.md on the real servers, where they are installed.</summary>
public sealed class RecipeTrials
{
    private const string PlugIns = "/usr/lib/nagios/plugins";

    [InstalledFact($"{PlugIns}/check_mysql", "/usr/sbin/mariadbd")]
    public async Task A_MariaDB_whose_data_a_deployment_spoils_is_rolled_back_and_a_restart_is_not()
    {
        using var folder = new ServerFolder();
        var port = FreePorts.Take(1)[0];
        var plan = await SmallServers.MariaDbAsync(folder, port);
        var server = await RealServer.StartAsync(plan);
        try
        {
            await SmallServers.SayAsync(folder, "CREATE USER watcher@'127.0.0.1' IDENTIFIED BY 'a-password';"
                + " GRANT SELECT, PROCESS ON *.* TO watcher@'127.0.0.1';"
                + " CREATE DATABASE shop; CREATE TABLE shop.orders (total INT);");
            var lines = $$"""
                probes:
                  - name: db
                    exec:
                      program: {{PlugIns}}/check_mysql
                      arguments: [ -H, 127.0.0.1, -P, "{{port.ToString(CultureInfo.InvariantCulture)}}", -u, watcher ]
                      environment: { MYSQL_PWD: "${file:password}" }
                      figures: [ { label: Threads_connected, name: connections, max: 100 },
                                 { label: Questions, rate: true } ]
                  - name: orders
                    exec:
                      program: {{PlugIns}}/check_mysql_query
                      arguments: [ -H, 127.0.0.1, -P, "{{port}}", -u, watcher, -d, shop,
                                   -q, SELECT COUNT(*) FROM orders WHERE total IS NULL, -c, "0" ]
                      environment: { MYSQL_PWD: "${file:password}" }
                """;
            await using (var trial = ProbeTrial.Of(lines, ("password", "a-password")))
            {
                await trial.LearnAsync();
                await trial.DeployAsync();
                await trial.VerdictAsync(async point =>
                {
                    if (point == 6) await server.DisposeAsync();
                    if (point == 8) server = await RealServer.StartAsync(plan);
                });
                trial.MustNotRollBack();
                Assert.Contains(trial.Signals, of => of.Signal == "db.questions" && of.Last > 0);
            }

            await using (var trial = ProbeTrial.Of(lines, ("password", "a-password")))
            {
                await trial.LearnAsync();
                await trial.DeployAsync(() => SmallServers.SayAsync(folder, "INSERT INTO shop.orders VALUES (NULL);"));
                await trial.VerdictAsync();
                Assert.Contains("orders.up failed", trial.MustRollBack("orders-reachability"));
                Assert.DoesNotContain("a-password", trial.Story(), StringComparison.Ordinal);
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [InstalledFact("/usr/bin/prometheus-mysqld-exporter", "/usr/sbin/mariadbd")]
    public async Task A_MariaDB_that_turns_clients_away_is_rolled_back_by_the_exporters_page()
    {
        using var folder = new ServerFolder();
        var ports = FreePorts.Take(2);
        await using var server = await RealServer.StartAsync(await SmallServers.MariaDbAsync(folder, ports[0]));
        await SmallServers.SayAsync(folder, "CREATE USER watcher@'127.0.0.1' IDENTIFIED BY 'a-password';"
            + " GRANT PROCESS, REPLICATION CLIENT, SELECT ON *.* TO watcher@'127.0.0.1';");
        await using var exporter = await RealServer.StartAsync(new()
        {
            Program = "prometheus-mysqld-exporter",
            Arguments = [$"--web.listen-address=127.0.0.1:{ports[1]}"],
            Environment = new Dictionary<string, string>
            {
                ["DATA_SOURCE_NAME"] = $"watcher:a-password@tcp(127.0.0.1:{ports[0]})/",
            },
            ReadyPort = ports[1],
        });
        await using var trial = ProbeTrial.Of($$"""
            probes:
              - { name: db, scrape: { url: "http://127.0.0.1:{{ports[1]}}/metrics" } }
            signals:
              - { name: turned-away, from: db, rate: mysql_global_status_aborted_connects }
            rules:
              - { name: turned-away, signal: turned-away, limit: { max: 0.01, fail-after: 5 of 10 } }
            """);
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.VerdictAsync(_ => SmallServers.FailToLogInAsync(ports[0]));
        Assert.Contains("turned-away was above 0.01", trial.MustRollBack("turned-away"));
    }

    [InstalledFact($"{PlugIns}/check_ldap", "/usr/sbin/slapd")]
    public Task An_LDAP_directory() =>
        BrokenAndRestartedAsync(SmallServers.LdapAsync, "check_ldap", "-b, 'dc=example,dc=org', -3", "LDAP server");

    [InstalledFact($"{PlugIns}/check_smtp", "/usr/sbin/exim4")]
    public Task A_mail_server_that_takes_mail() =>
        BrokenAndRestartedAsync(SmallServers.SmtpAsync, "check_smtp", "-t, '5'", "SMTP CRITICAL|refused");

    [InstalledFact($"{PlugIns}/check_imap", "/usr/sbin/dovecot")]
    public Task A_mail_server_that_gives_mail() =>
        BrokenAndRestartedAsync(SmallServers.ImapAsync, "check_imap", "-t, '5'", "IMAP CRITICAL|refused");

    /// <summary>Restarted in mid-watch nothing is rolled back; gone for good it is, in the plug-in's words.</summary>
    private static async Task BrokenAndRestartedAsync(
        Func<ServerFolder, int, Task<RealServerPlan>> plan, string plugIn, string arguments, string words)
    {
        using var folder = new ServerFolder();
        var port = FreePorts.Take(1)[0];
        var started = await plan(folder, port);
        var server = await RealServer.StartAsync(started);
        try
        {
            var lines = $$"""
                probes:
                  - name: server
                    exec:
                      program: {{PlugIns}}/{{plugIn}}
                      arguments: [ -H, 127.0.0.1, -p, "{{port.ToString(CultureInfo.InvariantCulture)}}", {{arguments}} ]
                """;
            await using (var trial = ProbeTrial.Of(lines))
            {
                await trial.LearnAsync();
                await trial.DeployAsync();
                await trial.VerdictAsync(async point =>
                {
                    if (point == 6) await server.DisposeAsync();
                    if (point == 8) server = await RealServer.StartAsync(started);
                });
                trial.MustNotRollBack();
            }

            await using (var trial = ProbeTrial.Of(lines))
            {
                await trial.LearnAsync();
                await trial.DeployAsync(async () => await server.DisposeAsync());
                await trial.VerdictAsync();
                Assert.Matches(words, trial.MustRollBack("reachability"));
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
