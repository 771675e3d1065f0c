using Bellwether.Agent.Commands;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tests.Deployments;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Agent.Tests.Storage.History;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Signals;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Commands.History;

public sealed class HistoryCommandTests : IDisposable
{
    private const string Table = "time,app.requests,app.latency.le.0.1,app.latency.le.+Inf,app.latency.sum,"
        + "home.latency,app.errors.bad,app.errors.total\n"
        + "2026-01-02T00:00:00Z,2.1,3,4,0.7,0.1,1,126\n"
        + "2026-01-02T00:01:00Z,,,,,0.30000000000000004,0,130\n"
        + "2026-01-02T00:03:00Z,0.3,0,0,0,1E-09,0,0\n";

    private static readonly DateTimeOffset Now = new(2026, 1, 3, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task What_was_imported_is_exported_as_it_was()
    {
        Assert.Equal(0, await ImportAsync(Table, "--service shop"));
        Assert.Equal("""
            shop in production: 4 points of 1m from 2026-01-02T00:00:00Z to 2026-01-02T00:04:00Z
              app.requests (rate): 2 points imported
              app.latency (latency): 2 points imported
              home.latency (gauge): 3 points imported
              app.errors (ratio): 3 points imported

            """, _out.ToString());
        Assert.Equal(0, await RunAsync($"history export --state {_folder.Path} --output {_folder.File("out.csv")}"));
        Assert.Equal(Columns(Table), Columns(File.ReadAllText(_folder.File("out.csv"))));
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_the_agent_reads_it()
    {
        await ImportAsync(Table, "--service shop --environment test");
        Assert.Equal(0, await ImportAsync(Table, "--service shop --environment test"));
        using var store = HistoryStore.Open(_folder.Path, TimeProvider.System);
        var rows = store.Read("shop", "test", "app.errors", Now.AddDays(-2), Now);
        Assert.Equal([126, 130, 0], rows.Select(row => row.Total));
        Assert.All(rows, row => Assert.Equal(TimeSpan.FromMinutes(1), row.Width));
    }

    [Fact]
    public async Task What_the_agent_saw_itself_is_never_added_to()
    {
        var own = HistoryRows.Gauge(70, 9) with { Signal = "home.latency", Environment = "production" };
        using (var store = HistoryStore.Open(_folder.Path, TimeProvider.System)) store.Append([own]);
        Assert.Equal(0, await ImportAsync(Table, "--service shop"));
        Assert.Contains("home.latency (gauge): 2 points imported, 1 left out that the history has itself",
            _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Masked_and_too_old_points_are_left_out_and_told()
    {
        Assert.Equal(0, await ImportAsync(
            "time,a,mask\n2025-12-19T23:00:00Z,1,0\n2025-12-20T00:00:00Z,1,1\n2025-12-20T01:00:00Z,1,0\n",
            "--service shop --json"));
        Assert.Contains(
            "\"imported\":1,\"masked\":1,\"known\":0,\"tooOld\":1", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_agent_is_not_disturbed()
    {
        using var held = StateLock.Take(_folder.Path);
        Assert.Equal(2, await ImportAsync(Table, "--service shop"));
        Assert.Contains("is in use by process", _error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Nothing was imported.\n", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("history.db")));
    }

    [Fact]
    public async Task Export_reads_beside_a_running_agent()
    {
        await ImportAsync(Table, "--service shop");
        using var held = StateLock.Take(_folder.Path);
        using var store = HistoryStore.Open(_folder.Path, TimeProvider.System);
        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync(
            $"history export --state {_folder.Path} --only home.latency --since 2026-01-02T00:01:00Z --until 23h"));
        Assert.Equal("time,home.latency\n2026-01-02T00:01:00Z,0.30000000000000004\n2026-01-02T00:03:00Z,1E-09\n",
            _out.ToString());
    }

    [Fact]
    public async Task What_the_journal_takes_out_of_the_history_is_masked_in_the_export()
    {
        await ImportAsync(Table, "--service shop");
        using (var journal = DeploymentJournal.Open(_folder.Path, new FakeTimeProvider(Now)))
        {
            var records = new EventRecords("production", "agent");
            var book = new DeploymentBook(journal, records);
            foreach (var (service, minute) in new[] { ("shop", 1), ("bank", 0) })
                book.RecordMask(
                    new()
                    {
                        Service = service,
                        Environment = "production",
                        Kind = MaskKind.Incident,
                        From = HistoryRows.Start.AddMinutes(minute).AddSeconds(30),
                        To = HistoryRows.Start.AddMinutes(minute + 1),
                        Reason = "a full disk",
                        Actor = "ada",
                    },
                    Now);
            book.Record("shop-2", 1, new DeploymentEvent.Accepted(
                A.Start(), new JudgePlan { Policy = new(), Rules = [] }, "sha256:0", Mode.Gate,
                new Dictionary<string, int>(), Unannounced: false)
            { At = HistoryRows.Start.AddMinutes(3) });
        }

        _out.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync($"history export --state {_folder.Path} --only home.latency"));
        Assert.Equal(["mask", "0", "1", "0", "1"],
            _out.ToString().TrimEnd().Split('\n').Select(line => line[(line.LastIndexOf(',') + 1)..]));
    }

    [Theory]
    [InlineData("time,a_b\n2026-01-02T00:00:00Z,1\n2026-01-02T00:01:00Z,1\n", "--service shop",
        "no agent has a signal 'a_b': names have -, and no _; rename it with --map a_b=NAME")]
    [InlineData("time,app.latency.p99\n2026-01-02T00:00:00Z,1\n2026-01-02T00:01:00Z,1\n", "--service shop",
        "app.latency.p99 is a view of app.latency; the history takes the buckets behind it: columns"
        + " app.latency.le.BOUND")]
    [InlineData("time,l.bad,l.total\n2026-01-02T00:00:00Z,1,2\n2026-01-02T00:01:00Z,1,2\n",
        "--service shop --kind l=latency",
        "l is a latency told by slow requests of all; the history takes its buckets: columns l.le.BOUND")]
    [InlineData("time,a\n2025-01-02T00:00:00Z,1\n2025-01-02T00:01:00Z,1\n", "--service shop",
        "nothing to import: all of it is older than 2025-12-20 00:00Z, and the history keeps no more")]
    [InlineData("time,a\n2026-01-02T00:00:00Z,\n2026-01-02T00:01:00Z,\n", "--service shop",
        "nothing to import: there is no point with data")]
    [InlineData("time,a,mask\n2026-01-02T00:00:00Z,1,1\n2026-01-02T00:01:00Z,,\n", "--service shop",
        "nothing to import: all of it is masked")]
    [InlineData("time,a\n", "--service shop --step 5s",
        "--since, --until and --step go with --prometheus; a file is imported whole")]
    [InlineData("time,a\n", "--service shop --query a=up", "--query goes with --prometheus")]
    [InlineData("time,a\n", "--service shop --prometheus http://127.0.0.1:1 --query a=up",
        "history import takes either --csv or --prometheus")]
    [InlineData("time,a\n", "", "history import needs --service NAME, or a --config with one service")]
    [InlineData("time,a\n", "--service shop --map a", "--map: 'a' is not understood; write COLUMN=SIGNAL")]
    [InlineData("time,a\n", "--service shop --map a=b --map a=c", "--map: 'a' is there twice")]
    [InlineData("time,a\n", "--service shop --kind a=tall",
        "--kind: 'tall' is no kind; there are gauge, rate, ratio and latency")]
    [InlineData("time,a\n", "--service shop --ratio e=a", "--ratio: 'a' is not understood; write SIGNAL=BAD/TOTAL")]
    [InlineData("time,a\n", "--service shop --ratio e=a/b --map a=c",
        "column 'a' is named twice by --map and --ratio")]
    public async Task What_cannot_be_imported_is_refused_and_nothing_is_written(
        string table, string words, string fault)
    {
        Assert.Equal(2, await ImportAsync(table, words));
        Assert.Equal($"bellwether: {fault}\n", _error.ToString());
        Assert.False(File.Exists(_folder.File("history.db")) && Rows() > 0);
    }

    [Fact]
    public async Task Another_signal_of_that_name_is_not_overwritten()
    {
        await ImportAsync("time,a\n2026-01-02T00:00:00Z,1\n2026-01-02T00:01:00Z,1\n", "--service shop");
        Assert.Equal(2, await ImportAsync(
            "time,a\n2026-01-02T00:00:00Z,1\n2026-01-02T00:01:00Z,1\n", "--service shop --unit a=bytes"));
        Assert.Contains("the history has a as a gauge without a unit, not as a gauge in bytes: say --kind a=KIND and"
            + " --unit a=UNIT", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60s", "app.orders", "there is no signal 'app.orders'")]
    [InlineData("15s", "app.errors",
        "points of 1m do not fit a policy.interval of 15s: the agent would leave them out.")]
    public async Task A_configuration_tells_what_an_agent_would_not_use(string interval, string column, string fault)
    {
        var config = _folder.File("bellwether.yaml");
        File.WriteAllText(config, $$"""
            environment: production
            mode: observe
            service: shop
            probes: [ { name: app, scrape: { url: "http://127.0.0.1:1/metrics" } } ]
            policy: { interval: {{interval}}, warm-up: 5m, window: 40m, deadline: 60m, min-watch: 20m }
            """);
        var code = await ImportAsync(
            $"time,{column}.bad,{column}.total\n2026-01-02T00:00:00Z,1,2\n2026-01-02T00:01:00Z,1,2\n",
            $"--config {config}");
        Assert.Contains(fault, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    [Theory]
    [InlineData("", "There is no history in")]
    [InlineData("--service bank", "the history has no points of bank in any environment from 1970-01-01 00:00Z to")]
    public async Task Export_says_what_is_not_there(string words, string fault)
    {
        if (words.Length > 0) await ImportAsync(Table, "--service shop");
        Assert.Equal(2, await RunAsync($"history export --state {_folder.Path} {words}".Trim()));
        Assert.Contains(fault, _error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    /// <summary>Columns in the order of their names, since the history has its own order.</summary>
    private static IEnumerable<string> Columns(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        return Enumerable.Range(0, lines[0].Length).Select(i => string.Join(',', lines.Select(line => line[i])))
            .Order(StringComparer.Ordinal);
    }

    private int Rows()
    {
        using var history = StoredHistory.OpenToRead(_folder.Path);
        return history.Services().Count;
    }

    private async Task<int> ImportAsync(string table, string words)
    {
        File.WriteAllText(_folder.File("in.csv"), table);
        _out.GetStringBuilder().Clear();
        return await RunAsync($"history import --csv {_folder.File("in.csv")} --state {_folder.Path} {words}".Trim());
    }

    private Task<int> RunAsync(string line) => CommandLine.RunAsync(
        line.Split(' '),
        new() { HistoryImport = ImportHistory.RunAsync, HistoryExport = ExportHistory.RunAsync },
        new(_out, _error, new FakeTimeProvider(Now), IsInteractive: false));
}
