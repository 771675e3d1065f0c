using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Contracts.Wire;
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
        await terminal.Out.WriteLineAsync(request.AsJson ? Json(report) : Text(report, request.Page));
        return ExitCodes.Ok;
    }

    /// <exception cref="CommandFailedException">The page could not be read; the message says where and why.</exception>
    public static async Task<DiscoveryReport> ReadAsync(Uri page, Terminal terminal, CancellationToken stopping)
    {
        var options = new ScrapeProbeOptions { Url = page };
        var target = ProbeCatalog.Find("scrape")!.Make(options, new ProbeContext(Probe, terminal.Time)).Single();
        await using var probe = target.Probe;
        var look = await probe.LookAsync(stopping);
        if (look.NoData is { } why) throw new CommandFailedException($"{page} cannot be read ({why}): {look.Detail ?? why}");
        return new PageDiscovery(SignalTable.BuiltIn).Discover(look.Readings, Probe);
    }

    /// <summary>A first configuration for what was found; the service's name is made from the page's address where none is given.</summary>
    public static FirstConfiguration First(Uri page, DiscoveryReport report, string? service, string? environment) => new()
    {
        Service = service ?? NameOf(page),
        Environment = environment ?? "production",
        Scrape = page,
        Discovered = [.. report.Bindings.Select(binding => new DiscoveredSignal(binding.Signal, binding.Source))],
    };

    private static string NameOf(Uri page)
    {
        var name = new string([.. page.Host.Split('.')[0].ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')]);
        return page.HostNameType == UriHostNameType.Dns && Contracts.Ids.IsName(name) && name != "localhost" ? name : "service";
    }

    private static string Text(DiscoveryReport report, Uri page)
    {
        var lines = new List<string>();
        foreach (var binding in report.Bindings) lines.Add($"{binding.Signal,-14} from {binding.Source}");
        if (report.Version is { } version) lines.Add($"version        {version}, from {report.VersionSource}");
        if (report.StartedAt is { } started) lines.Add($"process        started {UtcInstant.Format(started)}");
        lines.AddRange(report.Problems.Select(problem => $"problem        {problem}"));
        if (report.Bindings.Count == 0)
            lines.Add("Nothing here counts requests in a way that is known. Name your own under `signals:`.");
        lines.Add("");
        lines.Add("A configuration to begin with (`bellwether init` writes it into a file):");
        lines.Add("");
        lines.Add(ConfigurationWriter.Write(First(page, report, null, null)));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Json(DiscoveryReport report)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("signals");
            foreach (var binding in report.Bindings)
                Write(writer, ("signal", binding.Signal), ("unit", binding.Unit), ("source", binding.Source));
            writer.WriteEndArray();
            writer.WriteStartArray("problems");
            foreach (var (signal, word, text, settle) in report.Problems)
                Write(writer, ("signal", signal), ("problem", word), ("text", text), ("settle", settle));
            writer.WriteEndArray();
            writer.WriteString("version", report.Version);
            if (report.StartedAt is { } started) writer.WriteString("startedAt", UtcInstant.Format(started));
            else writer.WriteNull("startedAt");
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members) writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
