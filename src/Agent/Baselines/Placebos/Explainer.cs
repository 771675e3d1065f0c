namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Explains the changes of one signal at its placebos by its own past and by its siblings' changes.</summary>
/// <remarks>Traffic, the time of day and a busy neighbour move many signals at once; a fault of one signal does not. A
/// fault that moves all of them is seen by the statistics that explain nothing.</remarks>
internal sealed class Explainer
{
    /// <summary>More siblings explain little more and cost a square.</summary>
    public const int MostSiblings = 8;

    /// <summary>Mean log of what the spread must shrink by, or the explanation is dropped.</summary>
    private const double LeastGain = 0.05;

    /// <summary>Once in ten the siblings account for more, at either end.</summary>
    private const double Unusual = 0.10;

    /// <summary>So close a sibling is the same signal under another name, and would excuse anything.</summary>
    private const double TheSame = 0.999;

    private const double Penalty = 0.05;
    private const double PenaltyPerWindow = 3;

    private readonly LearnedSignal[] signals;
    private readonly LearnedSignal signal;
    private readonly Moment[] moments;
    private readonly int[] kept;
    private readonly PlaceboPlan plan;
    private readonly int[] siblings;

    /// <param name="signals">All that are learned together.</param>
    /// <param name="index">The one that is explained.</param>
    /// <param name="times">Placebo times of all.</param>
    /// <param name="kept">Those of them that this signal has.</param>
    /// <param name="plan">Looks.</param>
    public Explainer(LearnedSignal[] signals, int index, int[] times, int[] kept, PlaceboPlan plan)
    {
        (this.signals, signal, this.kept, this.plan) = (signals, signals[index], kept, plan);
        siblings = Closest(index, times.Length);
        // Asked once a look and statistic: made once.
        moments = Array.ConvertAll(kept, p => signal.At(times[p], signal.Middles[p]));
    }

    /// <summary>Both explanations, where they pay.</summary>
    /// <param name="windows">Independent windows in the history: the fewer, the less is believed.</param>
    public Explained Explain(double windows)
    {
        var penalty = Penalty + PenaltyPerWindow / windows;
        var paths = Array.ConvertAll(kept, p => signal.Up[p]!);
        var parts = new List<(Explanation, Columns)>();
        if (Explain(Statistics.ExplainedMedian, Statistics.Median, paths, penalty) is { } median) parts.Add(median);
        if (Explain(Statistics.ExplainedLastFive, Statistics.LastFive, paths, penalty) is { } last) parts.Add(last);
        return new(parts.Count == 0 ? [] : siblings, parts);
    }

    private (Explanation, Columns)? Explain(string name, int statistic, double[][][] paths, double penalty)
    {
        var looks = plan.Looks.Count;
        var (expected, left, shared) = (new Expectation[looks], new double[looks][], new double[looks][]);
        var raw = Columns.Of(paths, statistic);
        var width = Moment.Features + siblings.Length;
        var features = new double[kept.Length * width];
        for (var look = 0; look < looks; look++)
        {
            for (var row = 0; row < kept.Length; row++)
                Describe(row, statistic, look, features.AsSpan(row * width, width));
            left[look] = new double[kept.Length];
            var ridge = new Ridge(features, width);
            expected[look] = ridge.Fit(Array.ConvertAll(raw.ByLook[look], Known), penalty, left[look]);
            shared[look] = ridge.Shares(expected[look], Moment.Features);
        }

        var rest = new Columns(left);
        double gain = 0;
        for (var look = 0; look < looks; look++) gain += Math.Log(raw.ScaleAt(look) / rest.ScaleAt(look));
        return gain / looks > LeastGain
            ? (new(name, statistic, expected, new Columns(shared).Range(Unusual)), rest)
            : null;
    }

    private void Describe(int row, int statistic, int look, Span<double> into)
    {
        moments[row].Describe(plan.WarmUp, plan.Looks[look], into[..Moment.Features]);
        for (var s = 0; s < siblings.Length; s++)
            into[Moment.Features + s] = signals[siblings[s]].Up[kept[row]] is { } path
                ? Known(path[statistic][look]) : 0;
    }

    /// <summary>The siblings whose changes go with this signal's most, in the order of the signals.</summary>
    private int[] Closest(int index, int placebos)
    {
        var others = new List<(int Index, double Closeness)>();
        for (var other = 0; other < signals.Length; other++)
            if (other != index && signals[other].Up.Length == placebos
                && (signal.Source is null || signals[other].Source != signal.Source))
                others.Add((other, Math.Abs(Correlation(signals[other]))));
        return [.. others.Where(other => other.Closeness is > 0 and < TheSame)
            .OrderByDescending(other => other.Closeness).ThenBy(other => other.Index)
            .Take(MostSiblings).Select(other => other.Index).Order()];
    }

    private double Correlation(LearnedSignal other)
    {
        double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        var count = 0;
        foreach (var p in kept)
        {
            if (other.Up[p] is not { } path) continue;
            var (one, two) = (signal.Up[p]![Statistics.Median][^1], path[Statistics.Median][^1]);
            count++;
            (x, y, xx, yy, xy) = (x + one, y + two, xx + one * one, yy + two * two, xy + one * two);
        }

        var (varianceX, varianceY) = (xx - x * x / count, yy - y * y / count);
        var correlation = (xy - x * y / count) / Math.Sqrt(varianceX * varianceY);
        return count < PlaceboTimes.Fewest || !double.IsFinite(correlation) ? 0 : correlation;
    }

    private static double Known(double value) => double.IsFinite(value) ? value : 0;
}
