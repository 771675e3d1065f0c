using System.Net;
using System.Text;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes.Scrape.Exposition;
using Bellwether.Testing.Fuzz;
using Bellwether.Testing.Kill;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Bellwether.Integration.Tests.Scrape;

/// <summary>Text 0.0.4 read by us and by the real Prometheus: the same pages are taken, with the same
/// samples.</summary>
/// <remarks>Prometheus itself scrapes each page as its target. <c>promtool check metrics</c> would be another parser
/// and a linter, and <c>promtool tsdb create-blocks-from</c> reads OpenMetrics: neither is what a service is scraped
/// by.</remarks>
public sealed class PrometheusDifferenceTests(ITestOutputHelper output)
{
    private const int Generated = 250;

    /// <summary>Types of OpenMetrics, which libraries write into text 0.0.4 all the same, and the quoted names of
    /// Prometheus 3: Debian's is 2.42, and refuses them.</summary>
    private static readonly byte[][] s_beyond =
    [
        .. new[]
        {
            "# TYPE a info\na 1\n", "# TYPE a stateset\na 1\n", "# TYPE a gaugehistogram\na 1\n",
            "# TYPE a unknown\na 1\n",
            "{\"a.b\"} 1\n", "{\"a.b\",c=\"d\"} 1\n", "a{\"c.d\"=\"e\"} 1\n", "# TYPE \"a.b\" counter\n{\"a.b\"} 1\n",
            "# HELP \"a.b\" What it is.\na 1\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public async Task Every_page_is_taken_or_refused_as_Prometheus_does_and_with_the_same_samples()
    {
        var dice = new Dice(2_026);
        var right = new PageGrammar(dice, open: false) { Oddness = 0, Quoted = false };
        var odd = new PageGrammar(dice, open: false) { Oddness = 60, Quoted = false, Families = 2 };
        byte[][] pages =
        [
            .. TextOddities.Pages,
            .. Enumerable.Range(0, Generated).Select(i => i % 2 == 0 ? right.Page() : odd.Page()),
        ];
        var scraped = await ScrapeAsync([.. pages, .. s_beyond, .. TextOddities.EndedByZero]);
        var wrong = pages.Select((page, i) => Difference(page, i, scraped)).OfType<string>().ToList();
        var refused = pages.Select((_, i) => scraped.Refusal(i)).Count(reason => reason is not null);
        output.WriteLine($"{pages.Length} pages, {refused} refused by Prometheus; {wrong.Count} differences");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        // It must be able to fail: both kinds of pages are there, and samples were compared.
        Assert.InRange(refused, 100, pages.Length - 200);
        Assert.InRange(pages.Select((_, i) => scraped.Samples(i).Count).Sum(), 1_000, int.MaxValue);
        // What we take and this Prometheus does not is all written down here.
        for (var i = 0; i < s_beyond.Length; i++)
        {
            Assert.NotNull(scraped.Refusal(pages.Length + i));
            var read = new ExpositionParser(ExpositionLimits.Default)
                .TryParse(s_beyond[i], ExpositionFormat.Text, out _, out var fault);
            Assert.True(read, $"{i}: {fault}");
        }

        for (var i = 0; i < TextOddities.EndedByZero.Count; i++)
        {
            Assert.Null(scraped.Refusal(pages.Length + s_beyond.Length + i));
            Assert.False(new ExpositionParser(ExpositionLimits.Default)
                .TryParse(TextOddities.EndedByZero[i], ExpositionFormat.Text, out _, out _));
        }
    }

    private static string? Difference(byte[] page, int number, ScrapedPages scraped)
    {
        var parser = new ExpositionParser(ExpositionLimits.Default);
        _ = parser.TryParse(page, ExpositionFormat.Text, out var read, out var fault);
        var refusal = scraped.Refusal(number);
        if (read is null != refusal is not null)
            return $"{number} {Show(page)}: we say {fault?.ToString() ?? "good"}, Prometheus {refusal ?? "good"}";
        if (read is null)
            return null;
        var ours = new SortedDictionary<string, double>(StringComparer.Ordinal);
        // Prometheus keeps the first of two samples of a series.
        foreach (var reading in read.Readings)
            _ = ours.TryAdd(ScrapedPages.Key(reading.Name, reading.Labels), reading.Value);
        var theirs = scraped.Samples(number);
        var same = ours.Count == theirs.Count
            && ours.All(one => theirs.TryGetValue(one.Key, out var value) && value.Equals(one.Value));
        return same ? null : $"{number} {Show(page)}: we read {Show(ours)}, Prometheus {Show(theirs)}";
    }

    private static async Task<ScrapedPages> ScrapeAsync(byte[][] pages)
    {
        await using var web = await ServeAsync(pages);
        using var folder = new ServerFolder();
        var port = FreePorts.Take(1)[0];
        await using var prometheus = await RealServer.StartAsync(new()
        {
            Program = "prometheus",
            Arguments =
            [
                $"--config.file={folder.Write("prometheus.yml", Configuration(web, pages.Length))}",
                $"--storage.tsdb.path={folder.At("data")}",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=error",
            ],
            ReadyPort = port,
        });
        return await ScrapedPages.ReadAsync(new Uri($"http://127.0.0.1:{port}/"), pages.Length);
    }

    /// <summary>Timestamps of pages are left aside, as they are by us: they would put samples into the past.</summary>
    private static string Configuration(WebApplication web, int count)
    {
        var text = new StringBuilder("""
            global: { scrape_interval: 4s, scrape_timeout: 4s }
            scrape_configs:
              - job_name: pages
                honor_labels: true
                honor_timestamps: false
                static_configs:

            """);
        var address = new Uri(web.Urls.First()).Authority;
        for (var i = 0; i < count; i++)
            text.Append($"      - {{ targets: ['{address}'], ")
                .Append($"labels: {{ __metrics_path__: /pages/{i}, {ScrapedPages.Page}: '{i}' }} }}\n");
        return text.ToString();
    }

    private static async Task<WebApplication> ServeAsync(byte[][] pages)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        web.MapGet("/pages/{number:int}", (HttpContext context, int number) =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            context.Response.ContentLength = pages[number].Length;
            return context.Response.Body.WriteAsync(pages[number]).AsTask();
        });
        await web.StartAsync();
        return web;
    }

    private static string Show(byte[] page) => page.Length <= 120
        ? System.Text.Json.JsonSerializer.Serialize(Encoding.Latin1.GetString(page))
        : $"{System.Text.Json.JsonSerializer.Serialize(Encoding.Latin1.GetString(page, 0, 120))}…";

    private static string Show(IReadOnlyDictionary<string, double> samples) =>
        string.Join("; ", samples.Take(5).Select(one => $"{one.Key} {one.Value:R}"));
}
