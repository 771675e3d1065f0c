using System.Globalization;
using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Vitals;

/// <summary>Page views of one pattern of pages, added up.</summary>
internal sealed class VitalsCounts(string? page)
{
    private const string Outcome = "outcome";
    private const string Bad = "bad";

    private static readonly MetricFamily s_views = new("views", MetricType.Counter, null);

    // Around what is called good and poor of each (2.5 and 4 s, 200 and 500 ms, 0.1 and 0.25, 0.8 and 1.8 s) the bounds
    // are close, and below: a page that was quick and became slow is no less broken.
    private readonly Measure[] _measures =
    [
        new("lcp", "seconds", page,
            [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10, 15, 30]),
        new("inp", "seconds", page,
            [0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2, 5]),
        new("cls", "score", page, [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.35, 0.5, 0.75, 1]),
        new("ttfb", "seconds", page,
            [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 1.8, 2.5, 4, 8]),
    ];

    private readonly LabelSet _good = Labels(page, new(Outcome, "good"));
    private readonly LabelSet _bad = Labels(page, new(Outcome, Bad));
    private double _views;
    private double _broken;

    /// <summary>The signals that all counts together make.</summary>
    public static IReadOnlyList<ProbeSignal> Signals { get; } =
    [
        new() { Name = "views", Kind = SignalKind.Rate, Reading = "views", Unit = "per-second" },
        new()
        {
            Name = "errors",
            Kind = SignalKind.Ratio,
            Reading = "views",
            Unit = "ratio",
            Bad = new Dictionary<string, string> { [Outcome] = Bad },
            Counts = "views",
            Did = "had an error",
        },
        .. from name in new[] { "lcp", "inp", "cls", "ttfb" }
           select new ProbeSignal
           {
               Name = name,
               Kind = SignalKind.Latency,
               Reading = name,
               Counts = "views",
               Unit = name is "cls" ? "score" : "seconds",
           },
    ];

    public void Add(VitalsReport report)
    {
        if (report.Errors > 0) _broken++;
        _views++;
        _measures[0].Add(report.Lcp);
        _measures[1].Add(report.Inp);
        _measures[2].Add(report.Cls);
        _measures[3].Add(report.Ttfb);
    }

    public void Tell(List<Reading> readings)
    {
        readings.Add(new("views", _views - _broken, s_views, _good));
        readings.Add(new("views", _broken, s_views, _bad));
        foreach (var measure in _measures) measure.Tell(readings);
    }

    private static LabelSet Labels(string? page, KeyValuePair<string, string> more) =>
        page is null ? new(more) : new(new KeyValuePair<string, string>("page", page), more);

    /// <summary>A histogram of one of the numbers.</summary>
    private sealed class Measure(string name, string unit, string? page, double[] bounds)
    {
        private readonly MetricFamily _family = new(name, MetricType.Histogram, unit);
        private readonly string _bucket = $"{name}_bucket";
        private readonly string _total = $"{name}_sum";
        private readonly LabelSet _own =
            page is null ? LabelSet.Empty : new(new KeyValuePair<string, string>("page", page));

        private readonly LabelSet[] _labels = [.. bounds.Append(double.PositiveInfinity).Select(bound => Labels(
            page, new("le", double.IsInfinity(bound) ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture))))];

        private readonly double[] _counts = new double[bounds.Length + 1];
        private double _sum;

        public void Add(double? number)
        {
            if (number is not { } value) return;
            var at = Array.BinarySearch(bounds, value);
            _counts[at < 0 ? ~at : at]++;
            _sum += value;
        }

        public void Tell(List<Reading> readings)
        {
            double upTo = 0;
            for (var i = 0; i < _counts.Length; i++)
                readings.Add(new(_bucket, upTo += _counts[i], _family, _labels[i]));
            readings.Add(new(_total, _sum, _family, _own));
        }
    }
}
