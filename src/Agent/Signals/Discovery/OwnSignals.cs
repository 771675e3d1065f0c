using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>The operator's own signals: bound by name, whatever the table says.</summary>
/// <remarks>One that bears the name of a discovered signal (<c>app.errors</c>) takes its place, which settles an
/// ambiguity; then routes for machines and our own requests are left out as for any other.</remarks>
internal sealed class OwnSignals(SignalTable table)
{
    private const string Score = "score";

    private readonly IReadOnlyList<string> _routes = table.Routes;

    /// <summary>What a plan binds to on this page; null, and why, where it cannot be bound.</summary>
    public (Binding? Binding, DiscoveryProblem? Problem) Bind(SignalPlan plan, PageIndex page)
    {
        var sample = Sample(plan, page);
        if (sample is null) return (null, null);
        var family = page[sample][0].Family;
        if (WrongType(plan, sample, family) is { } wrong)
            return (null, new(plan.Name, DiscoveryProblem.WrongType, wrong));
        var scale = plan.Kind is not SignalKind.Latency || IsScore(plan, family) ? 1
            : MetricUnits.Seconds(plan.Metric, family, plan.Unit);
        if (scale is null)
            return (null, new(plan.Name, DiscoveryProblem.NoUnit,
                $"neither the name nor the page says in which unit {plan.Metric} is; "
                + "add unit: seconds or unit: milliseconds."));
        var away = TurnedAway.All.Where(one => plan.Name == $"{plan.From}.{one.Name}").Select(one => (int?)one.Code)
            .FirstOrDefault();
        var replaces = away is not null || plan.Name == $"{plan.From}.requests" || plan.Name == $"{plan.From}.errors"
            || plan.Name == $"{plan.From}.latency";
        return (new()
        {
            Signal = plan.Name,
            Kind = plan.Kind,
            Unit = Unit(plan, sample, family),
            Source = Words(plan, sample),
            Metric = plan.Kind is SignalKind.Latency ? plan.Metric : sample,
            Scale = scale.Value,
            Where = plan.Where,
            FirstIsBase = plan.FirstIsBase,
            Bad = plan.Bad.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[pair.Value]),
            BadStatus = away,
            Route = replaces ? _routes : [],
            Ignore = replaces ? table.Ignore : [],
            CountsOwnRequests = replaces && !plan.Metric.Contains("grpc", StringComparison.Ordinal),
        }, null);
    }

    private static string? Sample(SignalPlan plan, PageIndex page) => plan.Kind switch
    {
        SignalKind.Latency => page.Has(plan.Metric + "_bucket") ? plan.Metric + "_bucket" : null,
        _ when page.Has(plan.Metric) => plan.Metric,
        SignalKind.Gauge => null,
        _ => page.Has(plan.Metric + "_count") ? plan.Metric + "_count" : null,
    };

    private static string? WrongType(SignalPlan plan, string sample, MetricFamily family) => plan.Kind switch
    {
        SignalKind.Rate or SignalKind.Ratio
            when family.Type is MetricType.Gauge or MetricType.Info or MetricType.StateSet =>
            $"{sample} is a gauge on this page, and a {plan.Kind.ToString().ToLowerInvariant()} needs a counter.",
        SignalKind.Gauge when family.Type is MetricType.Counter or MetricType.Histogram =>
            $"{sample} is a counter on this page; make it a rate.",
        _ => null,
    };

    /// <summary>A distribution of something that is no time, such as how much a page shifts.</summary>
    private static bool IsScore(SignalPlan plan, MetricFamily family) => (plan.Unit ?? family.Unit) is Score;

    private static string Unit(SignalPlan plan, string sample, MetricFamily family) => plan.Kind switch
    {
        SignalKind.Latency => IsScore(plan, family) ? Score : "seconds",
        SignalKind.Ratio => "ratio",
        SignalKind.Rate => "per-second",
        _ => plan.Unit ?? MetricUnits.OfGauge(sample, family),
    };

    /// <summary>"shop_orders_total where status ok, from the page of app, as your line under signals says".</summary>
    private static string Words(SignalPlan plan, string sample)
    {
        var where = plan.Where.Count == 0 ? "" : $" where {Labels(plan.Where)}";
        var bad = plan.Kind is SignalKind.Ratio ? $", {Labels(plan.Bad)} of all" : "";
        var from = plan.ToldBy is { } probe ? $"told by {probe}"
            : $"read by the probe {plan.From}, as your line under signals says";
        return $"{sample}{where}{bad}, {from}";
    }

    private static string Labels(IReadOnlyDictionary<string, string> labels) =>
        string.Join(", ", labels.Select(pair => $"{pair.Key} {pair.Value}"));
}
