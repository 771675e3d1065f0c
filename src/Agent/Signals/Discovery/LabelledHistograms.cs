using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Histograms of HTTP requests that no line of the table names, told by their labels: on every sample a
/// method, a status and a route, with values that only those have.</summary>
/// <remarks>Requests that a service sends bear the same labels, so a name must say that it is of those that come in.
/// What only its labels speak for is told to the operator and not bound: a line of theirs costs less than a verdict on
/// somebody else's latency.</remarks>
internal sealed class LabelledHistograms(PageIndex page, string probe)
{
    private const string Suffix = "_bucket";

    private static readonly string[] s_method =
        ["method", "http_method", "http_request_method", "request_method", "verb"];

    private static readonly string[] s_status =
    [
        "status", "code", "status_code", "http_status", "http_code", "http_status_code", "response_code",
        "http_response_status_code", "response_status", "response_status_code",
    ];

    private static readonly string[] s_route =
    [
        "route", "path", "handler", "uri", "url", "endpoint", "http_route", "http_path", "http_target", "path_template",
        "uri_template", "url_path", "resource",
    ];

    private static readonly string[] s_methods =
        ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "QUERY", "_OTHER", "OTHER"];

    /// <summary>A name with one of these is that of what a service answers.</summary>
    private static readonly string[] s_incoming = ["http", "https", "server"];

    /// <summary>A name with one of these is that of what it asks of others, or of work that is no request.</summary>
    private static readonly string[] s_outgoing =
    [
        "client", "clients", "outgoing", "outbound", "egress", "upstream", "upstreams", "backend", "backends", "remote",
        "external", "downstream", "dependency", "fetch", "webhook", "webhooks", "callback", "call", "calls", "sent",
        "proxy", "probe", "scrape", "crawler", "job", "jobs", "task", "batch", "queue", "gateway", "partner", "push",
        "db", "sql", "cache", "size", "bytes", "promhttp", "metric", "metrics",
    ];

    /// <summary>Labels that name the other end.</summary>
    private static readonly string[] s_peer =
    [
        "server_address", "net_peer_name", "peer", "peer_name", "target", "upstream", "remote", "remote_host",
        "destination", "dest", "client", "client_name", "backend", "backend_name", "host", "hostname", "dependency",
        "http_client", "external", "to",
    ];

    private readonly List<DiscoveryProblem> _problems = [];

    /// <summary>In the order of the page; empty for none.</summary>
    public IReadOnlyList<DiscoveryProblem> Problems => _problems;

    /// <summary>Each as a source of its own, in the order of the page; empty for none.</summary>
    public IReadOnlyList<MetricSource> Find()
    {
        List<MetricSource> found = [];
        foreach (var name in page.Names)
        {
            if (!name.EndsWith(Suffix, StringComparison.Ordinal)) continue;
            if (SourceOf(name[..^Suffix.Length], page[name]) is { } source) found.Add(source);
        }

        return found;
    }

    private MetricSource? SourceOf(string name, IReadOnlyList<Reading> buckets)
    {
        var family = buckets[0].Family;
        if (family.Type is not MetricType.Histogram || MetricUnits.Seconds(name, family) is null) return null;
        var words = name.Split('_');
        if (words.Any(word => s_outgoing.Contains(word))) return null;
        var first = buckets[0].Labels;
        if (s_peer.Any(label => first[label] is not null)) return null;
        if (Label(buckets, s_method, IsMethod) is null || Label(buckets, s_status, IsStatus) is not { } status
            || Label(buckets, s_route, IsRoute) is not { } route) return null;
        if (words.Any(word => s_incoming.Contains(word)))
            return new()
            {
                Name = "HTTP histogram by its labels",
                Protocol = "http",
                Requests = [name],
                Latency = [name],
                Status = [status],
                Route = [route],
            };
        var why = $"{name} has a method, a status and a route, but its name does not say whether those requests come in"
            + " or go out.";
        Say("requests", $"rate: {name}_count");
        Say("errors", $"ratio: {name}_count, bad: {{ {status}: \"5*\" }}");
        Say("latency", $"latency: {name}");
        return null;

        void Say(string what, string from) => _problems.Add(new($"{probe}.{what}", DiscoveryProblem.Uncertain, why,
            $"- {{ name: {probe}.{what}, from: {probe}, {from} }}"));
    }

    /// <summary>The first of these labels that every sample has, with such a value; null for none.</summary>
    private static string? Label(IReadOnlyList<Reading> samples, string[] labels, Func<string, bool> isOne)
    {
        foreach (var label in labels)
        {
            if (samples[0].Labels[label] is null) continue;
            return samples.All(sample => sample.Labels[label] is { } value && isOne(value)) ? label : null;
        }

        return null;
    }

    private static bool IsMethod(string value) => s_methods.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>503 or 5xx.</summary>
    private static bool IsStatus(string value) => value is [>= '1' and <= '5', var tens, var ones]
        && ((char.IsAsciiDigit(tens) && char.IsAsciiDigit(ones))
            || (tens is 'x' or 'X' && ones is 'x' or 'X'));

    /// <summary>A path or a template of one; what matched no route is often empty.</summary>
    private static bool IsRoute(string value) => value.Length == 0 || value[0] is '/' or '{';
}
