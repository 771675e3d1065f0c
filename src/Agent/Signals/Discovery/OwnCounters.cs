using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Finds the counters on a page that are neither requests nor a runtime's or a server's: orders, payments,
/// jobs. Which of them matter only the operator knows.</summary>
internal static class OwnCounters
{
    /// <summary>More would be a list to read, and not a proposal.</summary>
    public const int Most = 5;

    private const string Total = "_total";

    /// <summary>What is made of a longer one would be too long for a name.</summary>
    private const int LongestMetric = 55;

    /// <summary>What libraries and runtimes begin their names with, beside those in the table.</summary>
    private static readonly string[] OfLibraries =
    [
        "apiserver", "application", "aspnetcore", "cache", "certwatcher", "client", "container", "controller", "dns",
        "executor", "exporter", "gc", "jdbc", "kube", "log", "log4j2", "logback", "net", "netty", "otel", "otelcol",
        "promhttp", "push", "reactor", "rest", "runtime", "scrape", "signalr", "spring", "system", "target", "tls",
        "trace", "workqueue",
    ];

    /// <summary>Words in the names of what a business counts: those come first.</summary>
    private static readonly string[] OfBusiness =
    [
        "order", "payment", "checkout", "sale", "purchase", "signup", "registration", "login", "booking", "cart",
        "invoice", "email", "upload", "job", "message",
    ];

    private static readonly string[] Labels = ["status", "result", "outcome", "state"];

    private static readonly string[] Bad = ["failed", "failure", "error", "declined", "rejected"];

    private static readonly string[] Good = ["ok", "success", "succeeded", "completed", "accepted"];

    /// <summary>The likely ones first, then by name; empty for none, at most <see cref="Most"/>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="table">What is known already.</param>
    /// <param name="probe">Name of the probe that looks at it.</param>
    public static IReadOnlyList<OwnCounter> On(PageIndex page, SignalTable table, string probe)
    {
        var known = table.Sources.SelectMany(source => source.Requests.Concat(source.Latency))
            .Concat(table.Levels.SelectMany(level => level.Metrics.Concat(level.Limit)))
            .Select(FirstWord).Concat(OfLibraries).ToHashSet(StringComparer.Ordinal);
        return [.. page.Names.Where(name => IsCounter(name, page[name][0].Family) && !known.Contains(FirstWord(name)))
            .OrderBy(name => OfBusiness.Any(word => name.Contains(word, StringComparison.Ordinal)) ? 0 : 1)
            .ThenBy(name => name, StringComparer.Ordinal)
            .SelectMany(name => Of(name, page[name], probe)).Take(Most)];
    }

    private static bool IsCounter(string name, MetricFamily family) => name.Length <= LongestMetric
        && name.EndsWith(Total, StringComparison.Ordinal) && family.Type is MetricType.Counter or MetricType.Unknown
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_');

    private static string FirstWord(string metric) => metric.Split('_', ':')[0];

    /// <summary>How many went well, and where that is told apart how many of them did not.</summary>
    private static IEnumerable<OwnCounter> Of(string metric, IReadOnlyList<Reading> samples, string probe)
    {
        var name = string.Join('-', metric[..^Total.Length].ToLowerInvariant()
            .Split('_', StringSplitOptions.RemoveEmptyEntries));
        if (name.Length == 0 || name == probe || !char.IsAsciiLetter(name[0])) yield break;
        var good = Said(samples, Good);
        var where = good is null ? "" : $", where: {{ {good} }}";
        yield return new(metric, $"- {{ name: {name}, from: {probe}, rate: {metric}{where} }}");
        if (Said(samples, Bad) is { } bad)
            yield return new(metric, $"- {{ name: {name}-{bad.Split(' ')[1]}, from: {probe}, ratio: {metric},"
                + $" bad: {{ {bad} }} }}");
    }

    /// <summary>"status: ok": the first label and value of those that a sample has; null for none.</summary>
    private static string? Said(IReadOnlyList<Reading> samples, string[] values) =>
        (from label in Labels
         from value in values
         where samples.Any(sample => sample.Labels[label] == value)
         select $"{label}: {value}").FirstOrDefault();
}
