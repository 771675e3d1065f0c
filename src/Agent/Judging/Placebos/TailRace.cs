using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>The largest deviation so far of each statistic, and which of them is rarest among placebos.</summary>
/// <param name="side">Tables of the direction.</param>
/// <param name="cost">Nats for having more than one statistic and side to choose from.</param>
internal sealed class TailRace(DirectionTable side, double cost)
{
    private readonly double[] most =
        [.. Enumerable.Repeat(double.NegativeInfinity, side.Tables.Count)];

    /// <summary>The statistic that spoke loudest at the last look taken.</summary>
    public int Loudest { get; private set; }

    /// <summary>Placebos that got at least so far by it.</summary>
    public int Exceeded => double.IsNegativeInfinity(most[Loudest]) ? side.Tables[Loudest].Tail.Maxima.Length
        : side.Tables[Loudest].Tail.Exceeding(most[Loudest]);

    /// <summary>Takes the next look; evidence so far in nats, before the weight.</summary>
    public double Take(WatchedPath path, int look)
    {
        var loudest = double.NegativeInfinity;
        for (var s = 0; s < most.Length; s++)
        {
            var deviation = side.Tables[s].Deviation(path.Value(s, look), look);
            if (!double.IsNaN(deviation)) most[s] = Math.Max(most[s], deviation);
            if (double.IsNegativeInfinity(most[s])) continue;
            var nats = side.Tables[s].Tail.Nats(most[s]);
            if (nats > loudest) (loudest, Loudest) = (nats, s);
        }

        return loudest - cost;
    }

    /// <summary>The smallest step, in the signal's unit, that by itself would show so many nats at a look.</summary>
    public double Detectable(int look, double nats)
    {
        var smallest = double.PositiveInfinity;
        for (var s = 0; s < most.Length; s++)
        {
            var table = side.Tables[s];
            if (s != Statistics.Median && table.Name != Statistics.ExplainedMedian) continue;
            var size = table.Middle[look] + table.Scale[look] * table.Tail.DeviationAt(nats + cost);
            if (size < smallest) smallest = size;
        }

        return Math.Max(0, smallest);
    }
}
