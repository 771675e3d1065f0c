using Bellwether.Agent.Baselines;

namespace Bellwether.Testing.Judging;

/// <summary>One signal of a deployment as the rivals see it. What they learn of the past is worked out once and
/// shared by all that may be observed after it.</summary>
internal sealed class RivalScene
{
    /// <summary>A signal that stood still has no spread. In the rivals' favour a hundredth of its level is the
    /// least.</summary>
    private const double LeastSpread = 0.01;

    public RivalScene(ReadOnlySpan<double> lastDay, ReadOnlySpan<double> before, IReadOnlyList<int> looks, int warmUp)
    {
        (Looks, WarmUp) = (looks, warmUp);
        DayMean = Averages.Mean(lastDay);
        DaySpread = Math.Max(Averages.Spread(lastDay), LeastSpread * Math.Abs(DayMean));
        DayP99 = Averages.Quantile(lastDay, 0.99);
        var day = Averages.Finite(lastDay);
        Day = day.Length == 0 ? null : DayBaseline.Of(day);
        Before = Averages.Finite(before);
        Array.Sort(Before);
        BeforeMean = Averages.Mean(before);
        BeforeSpread = Math.Max(Averages.Spread(before), LeastSpread * Math.Abs(BeforeMean));
    }

    /// <summary>Numbers of points after t0 at which tests look; the last one is the window.</summary>
    public IReadOnlyList<int> Looks { get; }

    public int WarmUp { get; }

    public double DayMean { get; }

    public double DaySpread { get; }

    public double DayP99 { get; }

    /// <summary>Null where nothing of the day is known.</summary>
    public DayBaseline? Day { get; }

    /// <summary>The points right before t0, ascending, missing ones left out.</summary>
    public double[] Before { get; }

    public double BeforeMean { get; }

    public double BeforeSpread { get; }
}
