using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Telemetry;

/// <summary>The metrics page, the alerts and the dashboard, by the tools that read them.</summary>
public sealed partial class TelemetryTests(TelemetryTests.Agent agent) : IClassFixture<TelemetryTests.Agent>
{
    private static readonly string Deploy = Path.Combine(ShopProcess.Repository(), "deploy");

    [Fact]
    public async Task The_page_has_no_fault_that_promtool_knows_and_every_family_has_help()
    {
        var page = agent.Page;
        Assert.Equal("", await Promtool.RunAsync("/", page, "check", "metrics"));
        var families = Types().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.All(families, family => Assert.Contains($"# HELP {family} ", page, StringComparison.Ordinal));
        // All but what needs a version that shows itself has happened.
        Assert.Equal(["bellwether_verdict_delay_seconds"],
            families.Where(family => !Regex.IsMatch(page, $"^{family}(_count)?[{{ ]", RegexOptions.Multiline)));
    }

    [Fact]
    public async Task The_table_of_metrics_is_current()
    {
        const string Begin = "<!-- metrics -->\n";
        const string End = "<!-- end -->";
        var file = Path.Combine(Deploy, "..", "docs", "metrics.md");
        var text = await File.ReadAllTextAsync(file);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        var current = text[..from] + PageNames.Table(agent.Page) + text[to..];
        if (Environment.GetEnvironmentVariable("BELLWETHER_UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(file, current);
        Assert.Equal(current, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_real_Prometheus_scrapes_it_and_takes_the_alerts()
    {
        using var folder = new ServerFolder();
        var port = FreePorts.Take(1)[0];
        var config = folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [ {{Path.Combine(Deploy, "prometheus", "bellwether.rules.yml")}} ]
            scrape_configs:
              - job_name: bellwether
                static_configs: [ { targets: [ "{{agent.Told.Process.Address.Authority}}" ] } ]
            """);
        await using var prometheus = await RealServer.StartAsync(new()
        {
            Program = "prometheus",
            Arguments =
            [
                $"--config.file={config}", $"--storage.tsdb.path={folder.At("data")}",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
            ],
            ReadyPort = port,
        });
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Assert.Equal("1", await ValueAsync(http, "bellwether_service_info{service=\"shop\",mode=\"gate\"}"));
        Assert.Equal("1", await ValueAsync(http, "up{job=\"bellwether\"}"));
        Assert.Equal("1", await ValueAsync(http,
            "sum(bellwether_verdicts_total{service=\"shop\",environment=\"test\",decision=\"rollback\"})"));
        Assert.Equal("1", await ValueAsync(http,
            "count(ALERTS{alertname=\"BellwetherRollback\",service=\"shop\",alertstate=\"firing\"})"));
        var rules = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/v1/rules", UriKind.Relative)))!;
        Assert.All(rules["data"]!["groups"]![0]!["rules"]!.AsArray(), rule =>
            Assert.Equal(
                ("ok", ""), (rule!["health"]!.GetValue<string>(), rule["lastError"]?.GetValue<string>() ?? "")));
    }

    [Fact]
    public async Task The_alerts_are_sound_and_do_what_they_say()
    {
        var folder = Path.Combine(Deploy, "prometheus");
        Assert.Contains("SUCCESS", await Promtool.RunAsync(folder, "", "check", "rules", "bellwether.rules.yml"),
            StringComparison.Ordinal);
        Assert.Contains("SUCCESS", await Promtool.RunAsync(folder, "", "test", "rules", "bellwether.rules.test.yml"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prometheus/bellwether.rules.yml")]
    [InlineData("prometheus/bellwether.rules.test.yml")]
    [InlineData("grafana/bellwether.json")]
    public async Task What_is_asked_for_is_on_the_page(string file)
    {
        var asked = PageNames.Asked(await File.ReadAllTextAsync(Path.Combine(Deploy, file)));
        Assert.True(asked.Count > 5);
        Assert.Empty(asked.Except(PageNames.Offered(agent.Page)));
    }

    [Fact]
    public async Task The_dashboard_is_whole()
    {
        var board = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Deploy, "grafana", "bellwether.json")))!;
        var panels = board["panels"]!.AsArray().Where(panel => panel!["type"]!.GetValue<string>() != "row").ToList();
        Assert.True(panels.Count > 20);
        Assert.All(panels, panel =>
        {
            Assert.Equal("${datasource}", panel!["datasource"]!["uid"]!.GetValue<string>());
            Assert.NotEmpty(panel["description"]!.GetValue<string>());
            Assert.NotEmpty(panel["fieldConfig"]!["defaults"]!["unit"]!.GetValue<string>());
            Assert.All(panel["targets"]!.AsArray(), target => Assert.NotEmpty(target!["expr"]!.GetValue<string>()));
        });
        var ids = board["panels"]!.AsArray().Select(panel => panel!["id"]!.GetValue<int>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(["datasource", "job", "instance", "environment", "service"],
            board["templating"]!["list"]!.AsArray().Select(variable => variable!["name"]!.GetValue<string>()));
    }

    private static async Task<string?> ValueAsync(HttpClient http, string query)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var answer = await http.GetAsync(
                new Uri($"/api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), patience.Token);
            // It listens before it can answer.
            if (answer.IsSuccessStatusCode)
            {
                var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token))!;
                if (told["data"]!["result"]!.AsArray() is [{ } first, ..])
                    return first["value"]![1]!.GetValue<string>();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    [GeneratedRegex(@"^# TYPE (\S+) ", RegexOptions.Multiline)]
    private static partial Regex Types();

    public sealed class Agent : IAsyncLifetime
    {
        internal ToldAgent Told { get; private set; } = null!;

        internal string Page { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Told = await ToldAgent.StartAsync();
            await Told.LiveAsync();
            Page = await Told.PageAsync();
        }

        public async Task DisposeAsync() => await Told.DisposeAsync();
    }
}
