using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bellwether.Agent;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.History;

/// <summary>A history that a real Prometheus gives.</summary>
public sealed class PrometheusImportTests
{
    /// <summary>Seconds between samples: four hours of them are more than one answer holds.</summary>
    private const int Samples = 14_400;

    [Fact]
    public async Task What_a_Prometheus_has_is_imported_point_by_point()
    {
        using var folder = new ServerFolder();
        // On a whole minute, a day back: blocks of the last two hours are not taken for history.
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60;
        var start = now - 86_400;
        await FillAsync(folder, start);
        var port = FreePorts.Take(1)[0];
        await using var prometheus = await RealServer.StartAsync(new()
        {
            Program = "prometheus",
            Arguments =
            [
                $"--config.file={folder.Write("prometheus.yml", "global: { scrape_interval: 1h }\n")}",
                $"--storage.tsdb.path={folder.At("data")}",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
            ],
            ReadyPort = port,
        });
        var (code, error) = await RunAsync(
        [
            "history", "import", "--prometheus", $"http://127.0.0.1:{port}/", "--service", "shop",
            "--state", folder.At("state"), "--step", "1s",
            "--since", Instant(start), "--until", Instant(start + Samples - 1),
            "--query", "app.p99=level", "--query", "app.errors.bad=bad", "--query", "app.errors.total=bad+98",
            "--query", "app.latency.le=sum by (le) (slow_bucket)",
        ]);
        Assert.True(code == 0, error);
        (code, error) = await RunAsync(
            "history", "export", "--state", folder.At("state"), "--output", folder.At("out.csv"));
        Assert.True(code == 0, error);
        var lines = await File.ReadAllLinesAsync(folder.At("out.csv"));
        Assert.Equal("time,app.errors.bad,app.errors.total,app.latency.le.0.1,app.latency.le.+Inf,app.latency.sum,"
            + "app.p99", lines[0]);
        Assert.Equal(Samples - 1, lines.Length - 1);
        // A number is that of the second that ends at its sample.
        for (var i = 1; i < lines.Length; i++)
            Assert.Equal($"{Instant(start + i - 1)},{i % 3},{i % 3 + 98},{i % 7},{i % 7 + 2},,{Level(i)}", lines[i]);
    }

    [Fact]
    public async Task A_query_that_is_none_is_told_in_the_words_of_the_Prometheus()
    {
        using var folder = new ServerFolder();
        var port = FreePorts.Take(1)[0];
        await using var prometheus = await RealServer.StartAsync(new()
        {
            Program = "prometheus",
            Arguments =
            [
                $"--config.file={folder.Write("prometheus.yml", "global: { scrape_interval: 1h }\n")}",
                $"--storage.tsdb.path={folder.At("data")}",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
            ],
            ReadyPort = port,
        });
        var (code, error) = await RunAsync(
        [
            "history", "import", "--prometheus", $"http://127.0.0.1:{port}", "--service", "shop",
            "--state", folder.At("state"), "--query", "a=sum(",
        ]);
        Assert.Equal(2, code);
        Assert.Contains("a: http://127.0.0.1", error, StringComparison.Ordinal);
        Assert.Contains("answers 400", error, StringComparison.Ordinal);
        Assert.Contains("parse error", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.At("state"), "history.db")));
    }

    private static string Level(int i) => (0.25 * (i % 11)).ToString(CultureInfo.InvariantCulture);

    private static string Instant(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes blocks as Prometheus itself would have.</summary>
    private static async Task FillAsync(ServerFolder folder, long start)
    {
        var text = new StringBuilder("# TYPE level gauge\n");
        for (var i = 0; i < Samples; i++) text.Append($"level {Level(i)} {start + i}\n");
        text.Append("# TYPE bad gauge\n");
        for (var i = 0; i < Samples; i++) text.Append($"bad {i % 3} {start + i}\n");
        text.Append("# TYPE slow_bucket gauge\n");
        for (var i = 0; i < Samples; i++)
            text.Append($"slow_bucket{{le=\"0.1\"}} {i % 7} {start + i}\n")
                .Append($"slow_bucket{{le=\"+Inf\"}} {i % 7 + 2} {start + i}\n");
        var file = folder.Write("samples.om", $"{text}# EOF\n");
        using var tool = Process.Start(new ProcessStartInfo(
            "promtool", ["tsdb", "create-blocks-from", "openmetrics", file, folder.At("data")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = tool.StandardOutput.ReadToEndAsync();
        var error = await tool.StandardError.ReadToEndAsync();
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, $"promtool: {error}{await output}");
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] words)
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, TimeProvider.System, IsInteractive: false);
        var parts = new LocalParts
        {
            HistoryImport = ImportHistory.RunAsync,
            HistoryExport = ExportHistory.RunAsync,
        };
        return (await CommandLine.RunAsync(words, parts, terminal), error.ToString());
    }
}
