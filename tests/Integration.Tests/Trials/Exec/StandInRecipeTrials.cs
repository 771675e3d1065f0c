using Bellwether.Integration.Tests.Databases;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials.Exec;

/// <summary>The recipes of docs/targets.md for servers that Debian has not: its real plug-ins and exporters, on
/// stand-ins that say what such servers say.</summary>
public sealed class StandInRecipeTrials
{
    private const string PlugIns = "/usr/lib/nagios/plugins";
    private const string Health = "site/_cluster/health.json";
    private const string StandInCluster = """
        server {
            listen PORT; root FOLDER/site; default_type application/json;
            location / { try_files $uri.json =404; }
        }
        """;

    [Fact]
    public async Task A_search_cluster_that_is_no_longer_green_is_rolled_back_by_the_plug_in_and_a_restart_is_not()
    {
        await using var cluster = await Nginx.StartAsync(StandInCluster, folder => Say(folder, "green", 0));
        var lines = $$"""
            probes:
              - name: cluster
                exec:
                  program: {{PlugIns}}/check_http
                  arguments: [ -H, 127.0.0.1, -p, "{{cluster.Port}}", -u, /_cluster/health,
                               -s, "\"status\":\"green\"" ]
            """;
        await RestartedAsync(lines, cluster.StopAsync, cluster.ResumeAsync);
        Assert.Matches("HTTP CRITICAL.*string .* not found",
            await BrokenAsync(lines, () => Say(cluster.Folder, "yellow", 5), "reachability"));
    }

    [InstalledFact("/usr/bin/prometheus-elasticsearch-exporter")]
    public async Task Shards_that_no_node_has_are_rolled_back_by_the_exporters_page_and_a_restart_is_not()
    {
        await using var cluster = await Nginx.StartAsync(StandInCluster, folder => Say(folder, "green", 0));
        var port = FreePorts.Take(1)[0];
        await using var exporter = await ExporterAsync("prometheus-elasticsearch-exporter", port,
            $"--es.uri=http://127.0.0.1:{cluster.Port}", $"--web.listen-address=127.0.0.1:{port}");
        var lines = $$"""
            probes:
              - { name: search, scrape: { url: "http://127.0.0.1:{{port}}/metrics" } }
            signals:
              - { name: unassigned, from: search, gauge: elasticsearch_cluster_health_unassigned_shards }
            rules:
              - { name: unassigned, signal: unassigned, limit: { max: 0, fail-after: 5 of 10 } }
            """;
        await RestartedAsync(lines, cluster.StopAsync, cluster.ResumeAsync);
        Assert.Contains("unassigned was above 0",
            await BrokenAsync(lines, () => Say(cluster.Folder, "yellow", 5), "unassigned"));
    }

    [InstalledFact($"{PlugIns}/check_mongodb")]
    public async Task A_MongoDB_without_connections_left_is_bad_in_the_plug_ins_words_and_one_that_is_gone_missing()
    {
        // No trial: the plug-in takes most of a second for each look.
        await using var server = await StandInMongo.StartAsync();
        await using var probe = Looking.Probe($$"""
            exec: { program: {{PlugIns}}/check_mongodb, every: 10s, timeout: 8s,
                    arguments: [ -H, 127.0.0.1, -P, "{{server.Port}}", -A, connections, -W, "80", -C, "95", -D ],
                    figures: [ { label: current_connections, name: connections } ] }
            """, "");
        var look = await probe.LookAsync();
        Assert.Equal((Reachability.Good, 120), (look.Reachability, look.Value("current_connections")));
        server.Say(connections: 980, failed: 3);
        look = await probe.LookAsync();
        Assert.Equal(Reachability.Bad, look.Reachability);
        Assert.Contains("CRITICAL - 98 percent (980 of 1000 connections) used", look.Detail, StringComparison.Ordinal);
        await server.StopAsync();
        Assert.Equal("timeout", (await probe.LookAsync()).Reason);
    }

    [InstalledFact("/usr/bin/prometheus-mongodb-exporter")]
    public async Task A_MongoDB_with_few_connections_left_is_rolled_back_by_the_exporters_page_and_a_restart_is_not()
    {
        await using var server = await StandInMongo.StartAsync();
        var port = FreePorts.Take(1)[0];
        await using var exporter = await ExporterAsync("prometheus-mongodb-exporter", port,
            "-mongodb.uri", $"mongodb://127.0.0.1:{server.Port}", "-web.listen-address", $"127.0.0.1:{port}");
        var lines = $$"""
            probes:
              - { name: mongo, scrape: { url: "http://127.0.0.1:{{port}}/metrics" } }
            signals:
              - { name: assertions, from: mongo, rate: mongodb_asserts_total, where: { type: regular } }
              - { name: free-connections, from: mongo, gauge: mongodb_connections, where: { state: available } }
            rules:
              - { name: connections, signal: free-connections, limit: { min: 50, fail-after: 5 of 10 } }
            """;
        await RestartedAsync(lines, server.StopAsync, server.ResumeAsync);
        Assert.Contains("free-connections was below 50",
            await BrokenAsync(lines, () => server.Say(connections: 980, failed: 3), "connections"));
    }

    private static Task<RealServer> ExporterAsync(string program, int port, params string[] words) =>
        RealServer.StartAsync(new() { Program = program, Arguments = words, ReadyPort = port });

    private static async Task RestartedAsync(string lines, Func<Task> stop, Func<Task> resume)
    {
        await using var trial = ProbeTrial.Of(lines);
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.VerdictAsync(async point =>
        {
            if (point == 6) await stop();
            if (point == 8) await resume();
        });
        trial.MustNotRollBack();
    }

    private static async Task<string> BrokenAsync(string lines, Action breaks, string rule)
    {
        await using var trial = ProbeTrial.Of(lines);
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            breaks();
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        return trial.MustRollBack(rule);
    }

    private static void Say(ServerFolder folder, string status, int unassigned)
    {
        Directory.CreateDirectory(folder.At("site/_cluster"));
        // Without blanks, as it is sent: the plug-in looks for these very bytes.
        folder.Write(Health, $$"""
            {
              "cluster_name": "search", "status": "{{status}}", "timed_out": false, "number_of_nodes": 3,
              "number_of_data_nodes": 3, "active_primary_shards": 20, "active_shards": {{40 - unassigned}},
              "relocating_shards": 0, "initializing_shards": 0, "unassigned_shards": {{unassigned}},
              "delayed_unassigned_shards": 0, "number_of_pending_tasks": 0, "number_of_in_flight_fetch": 0,
              "task_max_waiting_in_queue_millis": 0, "active_shards_percent_as_number": 100.0
            }
            """.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
    }
}
