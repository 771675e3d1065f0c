using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;
using Bellwether.Probes.Scrape;

namespace Bellwether.Agent;

/// <summary><c>discover</c>: what a metrics page offers to judge by, and a configuration that uses it.</summary>
internal static class DiscoverPage
{
    /// <summary>The standard name of the probe that looks at a service's own page.</summary>
    private const string Probe = "app";

    public static async Task<int> RunAsync(DiscoverRequest request, Terminal terminal, CancellationToken stopping)
    {
        var report = await ReadAsync(request.Page, terminal, stopping);
        await terminal.Out.WriteLineAsync(request.AsJson ? DiscoveryJson.Of(report) : Text(report, request.Page));
        return ExitCodes.Ok;
    }

    /// <exception cref="CommandFailedException">The page could not be read; the message says where and why.</exception>
    public static async Task<DiscoveryReport> ReadAsync(Uri page, Terminal terminal, CancellationToken stopping)
    {
        var options = new ScrapeProbeOptions { Url = page };
        var target = ProbeCatalog.Find("scrape")!.Make(options, new ProbeContext(Probe, terminal.Time)).Single();
        await using var probe = target.Probe;
        var look = await probe.LookAsync(stopping);
        if (look.NoData is { } why)
            throw new CommandFailedException($"{page} cannot be read ({why}): {look.Detail ?? why}");
        var index = new PageIndex(look.Readings);
        var report = new PageDiscovery(SignalTable.BuiltIn).Discover(look.Readings, Probe) with
        {
            Counters = OwnCounters.On(index, SignalTable.BuiltIn, Probe),
        };
        return report[$"{Probe}.latency"] is { } latency && SlowCounting.Fault(index, latency) is { } fault
            ? report with { Problems = [.. report.Problems, fault] } : report;
    }

    /// <summary>A first configuration for what was found; the service's name is made from the page's address where
    /// none is given.</summary>
    public static FirstConfiguration First(
        Uri page, DiscoveryReport report, string? service, string? environment) => new()
        {
            Service = service ?? NameOf(page),
            Environment = environment ?? "production",
            Scrape = page,
            Discovered = [.. report.Bindings.Select(binding => new DiscoveredSignal(binding.Signal, binding.Source))],
            Counters = [.. report.Counters.Select(counter => counter.Line)],
        };

    private static string NameOf(Uri page)
    {
        var name = page.Host.Split('.')[0].ToLowerInvariant();
        var named = page.HostNameType == UriHostNameType.Dns && Contracts.Ids.IsName(name) && name != "localhost";
        return named ? name : "service";
    }

    private static string Text(DiscoveryReport report, Uri page) => $"""
        {DiscoveryText.Of(report)}
        A configuration to begin with (`bellwether init` writes it into a file):

        {ConfigurationWriter.Write(First(page, report, null, null))}
        """;
}
