using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>Finds for each signal of a case what is normal and what was seen.</summary>
internal sealed class CaseSignals
{
    /// <summary>Smallest change worth a rollback, where a case names none.</summary>
    public const double DefaultAllow = 0.1;

    private readonly CaseQuestion question;
    private readonly CaseHistory? history;

    private CaseSignals(CaseQuestion question)
    {
        this.question = question;
        history = question.Series is null ? null : new(question, question.Series);
    }

    /// <summary>In the order of the case.</summary>
    public static IReadOnlyList<CaseSignal> Of(CaseQuestion question, CalibrationCache cache)
    {
        var finder = new CaseSignals(question);
        var signals = question.Signals.Select(finder.Find).ToList();
        if (finder.history is not { } history) return signals;
        // Neighbours explain each other, so they are learned together; the order of the case is not to matter.
        var levels = CasePlacebos.InOrder(signals);
        var learned = history.Calibrate(levels, cache);
        var calibrations = new Dictionary<string, Calibration?>(StringComparer.Ordinal);
        for (var i = 0; i < levels.Count; i++) calibrations[levels[i].Plan.Signal] = learned[i];
        return [.. signals.Select(signal => signal with
        {
            Calibration = calibrations.GetValueOrDefault(signal.Plan.Signal),
        })];
    }

    private CaseSignal Find(string name)
    {
        var series = question.Series;
        var pairs = series?.Counts.GetValueOrDefault(name);
        if (pairs is not null || question.Counts.ContainsKey(name)) return Counted(name, pairs);
        var all = series?.Signals.TryGetValue(name, out var levels) is true ? levels : [];
        return Levelled(Plan(name, isRatio: false), name, all, Observed(name, all));
    }

    private CaseSignal Counted(string name, CountPair[]? all)
    {
        var kind = question.Series?.Kinds.TryGetValue(name, out var named) is true ? named : SignalKind.Ratio;
        var plan = Plan(name, isRatio: kind == SignalKind.Ratio);
        var own = question.Counts.TryGetValue(name, out var brought) ? brought : null;
        var pairs = Window<CountPair>(own?.Observed ?? After(all ?? []), default);
        var seen = Array.ConvertAll(pairs, pair => pair.Seen);
        var baseline = own?.Baseline is { } given ? CountBaseline.Of([.. given.Reverse()])
            : history is null || all is null ? CountBaseline.Of([])
            : history.Counts(history.Before(all, default).Span);
        // Slow requests are a level as well, once it has its placebos: JUDGE section 5.
        var signal = kind == SignalKind.Latency && own?.Baseline is null && all is not null
            ? Levelled(plan, $"the share of slow requests of {name}", Array.ConvertAll(all, pair => pair.Ratio),
                Array.ConvertAll(pairs, pair => pair.Ratio))
            : new() { Plan = plan, Name = name, Unit = "", Interval = Interval, Seen = seen };
        return signal with
        {
            Unit = "ratio",
            Seen = seen,
            Pairs = pairs,
            Counts = baseline,
            Did = kind == SignalKind.Ratio ? "failed" : "were slow",
        };
    }

    private CaseSignal Levelled(CompareRulePlan plan, string name, double[] all, double[] observed)
    {
        var before = history is null ? default : history.Before(all, double.NaN);
        return new()
        {
            Plan = plan,
            Name = name,
            Unit = "",
            Interval = Interval,
            Seen = Array.ConvertAll(observed, double.IsFinite),
            Before = before,
            Levels = observed,
            Day = history?.LastDay(before.Span),
        };
    }

    private CompareRulePlan Plan(string name, bool isRatio) => new()
    {
        Name = name,
        Signal = name,
        Critical = question.Critical.Contains(name),
        Direction = question.Directions.TryGetValue(name, out var own) ? own
            : question.Series?.Directions.TryGetValue(name, out var common) is true ? common : Direction.Increase,
        Allow = question.Allow.TryGetValue(name, out var allow) ? allow : DefaultAllow,
        Tolerate = question.Tolerate.TryGetValue(name, out var tolerate) ? tolerate
            : isRatio ? CompareRuleOptions.DefaultDifference : CompareRuleOptions.DefaultTolerance,
        TolerateIsDifference = isRatio,
    };

    private TimeSpan Interval => history?.Interval ?? TimeSpan.FromMinutes(1);

    private double[] Observed(string name, double[] all) =>
        // What is no number is missing, for every method alike.
        Array.ConvertAll(
            Window<double>(question.Observed.TryGetValue(name, out var own) ? own : After(all), double.NaN),
            level => double.IsFinite(level) ? level : double.NaN);

    private Memory<T> After<T>(T[] all) => all.AsMemory(Math.Min(question.At, all.Length));

    /// <summary>As many points as the window: longer is cut, shorter is missing.</summary>
    private T[] Window<T>(ReadOnlyMemory<T> given, T missing)
    {
        var window = new T[question.WindowPoints];
        Array.Fill(window, missing);
        given[..Math.Min(given.Length, window.Length)].CopyTo(window);
        return window;
    }
}
