using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Tables;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Rehearsing;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Configuration = """
        environment: production
        mode: observe
        service: shop
        probes: [ { name: app, scrape: { url: "http://127.0.0.1:1/metrics" } } ]
        signals: [ { name: cpu, from: app, gauge: cpu } ]
        rules:
          - { name: errors, signal: app.errors, compare: {}, critical: true }
          - { name: cpu-high, signal: cpu, compare: { allow: 20% } }
          - { name: cpu-limit, signal: cpu, limit: { max: 90 } }
          - { name: traffic, signal: app.requests, compare: { direction: decrease } }
        policy: { interval: 5m, warm-up: 10m, window: 100m, deadline: 3h, min-watch: 50m }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Verdicts_that_would_have_been_are_told()
    {
        const int bad = 5 * Tables.Day;
        var table = Tables.Of(7 * Tables.Day);
        Assert.Equal(0, await RunAsync(
            "--warm-up 10m --window 100m --critical app.errors --at 2026-01-05T12:00:30Z,2026-01-06T00:00:00Z",
            table.Changed(bad, 3)));
        Assert.StartsWith("""
            deployment            verdict   because of  after
            --------------------  --------  ----------  -----
            2026-01-05T12:00:30Z  promote                 50m
            2026-01-06T00:00:00Z  rollback  cpu           20m

            2026-01-05T12:00:30Z
              cpu (placebo, pass): cpu
            """, _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_as_json()
    {
        Assert.Equal(0, await RunAsync("--only cpu --at 1767571200 --json", Tables.Of(7 * Tables.Day)));
        Assert.StartsWith("""[{"t0":"2026-01-05T00:00:00Z","decision":"promote","cause":null,"atPoint":""",
            _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_of_a_configuration_are_rehearsed_and_those_that_cannot_be_are_named()
    {
        var config = _folder.File("bellwether.yaml");
        File.WriteAllText(config, Configuration);
        Assert.Equal(0, await RunAsync(
            $"--config {config} --calibrate --deployments 20 --html {_folder.File("page.html")}",
            Tables.Of(7 * Tables.Day)));
        var text = _out.ToString();
        Assert.Contains("left out: cpu-limit: it compares with nothing", text, StringComparison.Ordinal);
        Assert.Contains("left out: traffic: there is no app.requests in the table", text, StringComparison.Ordinal);
        Assert.Contains("warm-up 10m, window 1h40m, false-rollback budget 5.0 %", text, StringComparison.Ordinal);
        Assert.Contains("\ncpu-high  cpu         ", text, StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>", File.ReadAllText(_folder.File("page.html")), StringComparison.Ordinal);
        Assert.Equal($"wrote {_folder.File("page.html")}\n", _error.ToString());
    }

    [Fact]
    public async Task The_stored_history_is_calibrated_on_as_a_file_is()
    {
        var table = Tables.Of(7 * Tables.Day);
        await RunAsync("--calibrate --deployments 20 --json", table);
        var ofFile = _out.ToString();
        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await CommandLine.RunAsync(
            ["history", "import", "--csv", _folder.File("in.csv"), "--service", "shop", "--state", _folder.Path],
            new() { HistoryImport = ImportHistory.RunAsync }, Terminal));
        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await CommandLine.RunAsync(
            ["replay", "--calibrate", "--deployments", "20", "--json", "--state", _folder.Path],
            new() { Rehearse = RehearseDeployments.RunAsync }, Terminal));
        Assert.Equal(Rules(ofFile), Rules(_out.ToString()));
        Assert.Contains("\"source\":\"the stored history\"", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--critical cpu", "replay takes either --at TIME for verdicts or --calibrate for pretend deployments")]
    [InlineData("--at 2026-01-05T00:00:00Z --calibrate",
        "replay takes either --at TIME for verdicts or --calibrate for pretend deployments")]
    [InlineData("--at soon",
        "--at: 'soon' is not understood; write it as 2026-01-31T12:00:00Z or in seconds since 1970")]
    [InlineData("--at 2027-01-05T00:00:00Z", "2027-01-05T00:00:00Z lies outside of the history, which is from"
        + " 2026-01-01T00:00:00Z to 2026-01-01T01:40:00Z")]
    [InlineData("--at 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z lies outside of the history, which is from"
        + " 2026-01-01T00:00:00Z to 2026-01-01T01:40:00Z")]
    [InlineData("--at 2026-01-01T00:30:00Z --seed 2", "--seed goes with --calibrate")]
    [InlineData("--at 2026-01-01T00:30:00Z --html x", "--html goes with --calibrate")]
    [InlineData("--calibrate --deployments 19", "--deployments: 19 are refused; it takes 20 to 20000")]
    [InlineData("--calibrate --deployments 20001", "--deployments: 20001 are refused; it takes 20 to 20000")]
    [InlineData("--calibrate --budget 60%", "--budget: '60%' is refused; it takes more than 0% and at most 50%")]
    [InlineData("--calibrate --allow much", "--allow: 'much' is not understood; write 20%, or SIGNAL=20%")]
    [InlineData("--calibrate --allow 20%,30%", "--allow: '30%' is the second for the same")]
    [InlineData("--calibrate --tolerate cpu=0", "--tolerate: 'cpu=0' is not understood; write 50% or 0.5pp, or"
        + " SIGNAL=50% or 0.5pp")]
    [InlineData("--calibrate --tolerate cpu=1pp", "cpu is no ratio: what is tolerated of it is a share, such as 50%")]
    [InlineData("--calibrate --tolerate app.errors=50%",
        "app.errors is a ratio: what is tolerated of it is in percentage points, such as 0.5pp")]
    [InlineData("--calibrate --critical memory", "there is no signal 'memory'; there are app.errors, app.latency, cpu,"
        + " queue")]
    [InlineData("--calibrate --window 10m --warm-up 5m",
        "a window of 2 points has no room behind a warm-up of 1; points are 300 s wide")]
    [InlineData("shop-1 --calibrate", "--csv goes without a deployment of the journal")]
    public async Task What_cannot_be_rehearsed_is_refused(string words, string fault)
    {
        Assert.Equal(2, await RunAsync(words, Tables.Of(20)));
        Assert.Equal($"bellwether: {fault}\n", _error.ToString());
    }

    [Fact]
    public async Task Nothing_to_replay_is_said_with_what_could_be()
    {
        Assert.Equal(2, await CommandLine.RunAsync(["replay"], new(), Terminal));
        Assert.Contains("name a deployment of the journal, or --at TIME or --calibrate on a history", _error.ToString(),
            StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<string> Rules(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetRawText()).Order(
            StringComparer.Ordinal)];
    }

    private Terminal Terminal => new(
        _out, _error, new FakeTimeProvider(Tables.Start.AddDays(8)), IsInteractive: false);

    private Task<int> RunAsync(string words, PointTable table)
    {
        using (var file = new StreamWriter(_folder.File("in.csv"))) CsvWriter.Write(file, table);
        return CommandLine.RunAsync(
            ["replay", "--csv", _folder.File("in.csv"), .. words.Split(' ')],
            new() { Rehearse = RehearseDeployments.RunAsync }, Terminal);
    }
}
