using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Makes requests, errors, latency and who was turned away of the source that was chosen.</summary>
internal sealed class TrafficBindings(SignalTable table, string probe)
{
    private const string Proxy = "proxy";

    /// <param name="choice">Counts the requests.</param>
    /// <param name="latency">Tells their latency; null for none, and then the mean of <paramref name="choice"/> is
    /// taken where it has one.</param>
    public IEnumerable<Binding> Of(Candidate choice, Candidate? latency)
    {
        var requests = Requests(choice);
        yield return requests;
        if (choice.StatusLabel is { } status)
            yield return requests with
            {
                Signal = $"{probe}.errors",
                Kind = SignalKind.Ratio,
                Unit = "ratio",
                Source = $"{choice.Counter}, {status} {Words(choice.Source)} of all ({choice.Source.Name})",
                Bad = new Dictionary<string, IReadOnlyList<string>> { [status] = choice.Source.Bad },
            };
        if (latency?.Histogram is { } histogram)
            yield return Requests(latency) with
            {
                Signal = $"{probe}.latency",
                Kind = SignalKind.Latency,
                Unit = "seconds",
                Source = $"{histogram}_bucket ({latency.Source.Name})",
                Metric = histogram,
                Scale = latency.Scale,
                WhereIfThere = latency.Source.LatencyWhere,
            };
        else if (choice.Mean is { } mean)
            yield return requests with
            {
                Signal = $"{probe}.{SignalQuality.MeanSuffix}",
                Kind = SignalKind.Gauge,
                Unit = "seconds",
                Source = $"{mean}_sum by {mean}_count ({choice.Source.Name})",
                Metric = mean,
                Scale = choice.Scale,
                WhereIfThere = choice.Source.LatencyWhere,
                Quality = SignalQuality.Mean,
            };
        foreach (var away in TurnedAwayOf(choice, requests)) yield return away;
    }

    private IEnumerable<Binding> TurnedAwayOf(Candidate choice, Binding requests)
    {
        if (choice.CodeLabel is not { } label) yield break;
        foreach (var (name, code) in TurnedAway.All)
            yield return requests with
            {
                Signal = $"{probe}.{name}",
                Kind = SignalKind.Ratio,
                Unit = "ratio",
                Source = $"{choice.Counter}, {label} {code} of all ({choice.Source.Name})",
                Bad = new Dictionary<string, IReadOnlyList<string>> { [label] = [$"{code}"] },
                BadStatus = code,
            };
    }

    private Binding Requests(Candidate choice) => new()
    {
        Signal = $"{probe}.requests",
        Kind = SignalKind.Rate,
        Unit = "per-second",
        Source = $"{choice.Counter} ({choice.Source.Name})",
        Metric = choice.Counter,
        Where = choice.Source.Where,
        Except = choice.Source.Except,
        Route = choice.Source.Route,
        Ignore = table.Ignore,
        // Our looks at a website may come in through its proxy.
        CountsOwnRequests = choice.Source.Protocol is "http" or Proxy,
        // A proxy has its page elsewhere. An exporter asks for its numbers in our stead, which counts where nothing
        // leaves it out.
        CountsItsPage = choice.Source.Protocol is not Proxy
            || choice.Source is { ByExporter: true, Except.Count: 0 },
    };

    private static string Words(MetricSource source) => source.Bad is ["5??"] ? "5xx" : string.Join("|", source.Bad);
}
