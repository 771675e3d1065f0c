using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>A recorded program as the agent would have known it, at one width of points.</summary>
/// <remarks>Real restarts are deployments: from being asked to the end of their window they are masked, as in the
/// agent, and no example of normal for the next.</remarks>
internal sealed class ServiceHistory
{
    public const string Errors = "app.errors", Latency = "app.latency", Up = "port.up", Restarts = "process.restarts";

    /// <summary>Looks before t0 that are handed over: only whether it failed before is read from them.</summary>
    private const int LooksKept = 200;

    private readonly RecordedService _service;
    private readonly EvaluationSetting _setting;
    private readonly long _start;
    private readonly Point[] _errors, _latency;
    private readonly LookMark[] _looks;

    public ServiceHistory(RecordedService service, EvaluationSetting setting)
    {
        (_service, _setting) = (service, setting);
        var width = setting.Interval;
        _start = (service.All.From + width - 1) / width * width;
        var count = (int)((service.All.Until - _start) / width);
        _errors = new Point[count];
        _latency = new Point[count];
        for (var i = 0; i < count; i++)
        {
            var from = _start + (long)i * width;
            var seconds = service.Seconds.Skip((int)(from - service.All.From)).Take(width).ToList();
            var masked = IsMasked(new(from, from + width));
            _errors[i] = PointOf(seconds, masked);
            _latency[i] = BucketsOf(seconds, masked);
        }

        _looks =
        [
            .. service.Seconds.Where(second => (second.Time + 1) % setting.LookEvery == 0)
                .Select(second => LookOf(second)),
        ];
    }

    /// <summary>Rules as they hold where the file has none.</summary>
    public JudgePlan Plan => new()
    {
        Policy = _setting.Policy,
        Rules = DefaultRules.For(
        [
            Known(Errors, SignalKind.Ratio, "ratio"), Known(Latency, SignalKind.Latency, "seconds"),
            Known(Up, SignalKind.State, "looks"), Known(Restarts, SignalKind.State, "restarts"),
        ],
        scrapeProbes: ["app"], processProbes: ["port", "process"]),
    };

    /// <summary>The first second with so many unmasked points behind it; the end where there is none.</summary>
    public long WithPointsBefore(int points)
    {
        for (var i = 0; i < _errors.Length; i++)
            if (!_errors[i].Masked && --points == 0)
                return _start + (long)(i + 1) * _setting.Interval;
        return _service.All.Until;
    }

    /// <summary>Errors and latency before a t0.</summary>
    public (PointSeries Errors, PointSeries Latency) Before(long t0)
    {
        var count = (int)Math.Clamp((t0 - _start) / _setting.Interval, 0, _errors.Length);
        return (Series(_start, _errors[..count]), Series(_start, _latency[..count]));
    }

    /// <summary>Errors and latency from a t0 on, for a whole window.</summary>
    public (PointSeries Errors, PointSeries Latency) After(long t0)
    {
        var first = (int)((t0 - _start + _setting.Interval - 1) / _setting.Interval);
        var count = Math.Clamp(_errors.Length - first, 0, _setting.Policy.WindowPoints);
        var start = _start + (long)first * _setting.Interval;
        return (
            Series(start, [.. _errors.Skip(first).Take(count).Select(point => point with { Masked = false })]),
            Series(start, [.. _latency.Skip(first).Take(count).Select(point => point with { Masked = false })]));
    }

    public (IReadOnlyList<LookMark> Before, IReadOnlyList<LookMark> After) Looks(long t0, DateTimeOffset now)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(t0);
        var first = Array.FindIndex(_looks, look => look.At >= at);
        if (first < 0) first = _looks.Length;
        var end = first;
        while (end < _looks.Length && _looks[end].At <= now) end++;
        return (_looks[Math.Max(0, first - LooksKept)..first], _looks[first..end]);
    }

    /// <summary>Restarts that came back in a stretch.</summary>
    public int RestartsIn(Stretch stretch) =>
        _service.Restarts.Count(restart => restart.Back > stretch.From && restart.Back <= stretch.Until);

    private bool IsMasked(Stretch stretch) => _service.Restarts.Any(restart =>
        restart.Asked < stretch.Until && restart.Back + _setting.Policy.Window.TotalSeconds > stretch.From);

    private LookMark LookOf(RecordedSecond second)
    {
        // While it was replaced its port refused; at other times only the look's patience can have ended.
        var refused = !second.Up
            && _service.Restarts.Any(of => second.Time >= of.Asked && second.Time < of.Back);
        return new(
            DateTimeOffset.FromUnixTimeSeconds(second.Time + 1), _service.Name,
            second.Up ? Reachability.Good : Reachability.Bad, refused, IsMasked(new(second.Time, second.Time + 1)));
    }

    private PointSeries Series(long start, IReadOnlyList<Point> points) =>
        new(DateTimeOffset.FromUnixTimeSeconds(start), _setting.Policy.Interval, points);

    private static Point PointOf(List<RecordedSecond> seconds, bool masked) => new()
    {
        Seen = true,
        Masked = masked,
        Value = seconds.Sum(second => second.Errors),
        Total = seconds.Sum(second => second.Requests),
    };

    private static Point BucketsOf(List<RecordedSecond> seconds, bool masked)
    {
        var buckets = new double[RecordedSecond.Bounds.Count + 1];
        foreach (var second in seconds)
            for (var i = 0; i < buckets.Length; i++)
                buckets[i] += second.Buckets[i];
        return new() { Seen = true, Masked = masked, Value = double.NaN, Total = buckets.Sum(), Buckets = buckets };
    }

    private static SignalStatus Known(string signal, SignalKind kind, string unit) => new()
    {
        Service = "recorded",
        Environment = "bench",
        Signal = signal,
        Kind = kind,
        Unit = unit,
        Source = "a recording",
        HistoryPoints = 0,
    };
}
