using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Rehearsing;

/// <summary>A signal as it would have been with a fault in it from the first point on.</summary>
internal static class FaultInjection
{
    /// <summary>Below this many expected ones they are drawn one by one, above they spread as a normal does.</summary>
    private const double Many = 30;

    /// <param name="signal">What was seen.</param>
    /// <param name="sizes">The faults of that signal.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="seed">The same seed makes the same fault.</param>
    public static CaseSignal Into(CaseSignal signal, FaultSizes sizes, int index, ulong seed)
    {
        var size = sizes.Sizes[index];
        if (size == 0) return signal;
        if (signal.Pairs is null)
            return signal with
            {
                Levels = Array.ConvertAll(signal.Levels, level => level + sizes.Sign * size * Math.Abs(level)),
            };
        var state = seed;
        var pairs = Array.ConvertAll(signal.Pairs, pair => !pair.Seen ? pair
            : sizes.IsDifference ? CountPair.Of(pair.Bad + Drawn(pair.Total - pair.Bad, size, ref state), pair.Total)
            : CountPair.Of(Math.Min(pair.Total, pair.Bad * (1 + sizes.Sign * size)), pair.Total));
        return signal with
        {
            Pairs = pairs,
            Levels = signal.Levels.Length == 0 ? [] : Array.ConvertAll(pairs, pair => pair.Ratio),
        };
    }

    /// <summary>How many of so many fail: requests fail by chance, not by a share of each point.</summary>
    private static double Drawn(double all, double share, ref ulong state)
    {
        var mean = all * share;
        if (mean <= 0) return 0;
        if (mean > Many)
            return Math.Clamp(Math.Round(mean + Math.Sqrt(mean * (1 - share)) * Normal(ref state)), 0, all);
        // Waiting times between failures, which are geometric.
        double at = 0;
        var drawn = 0;
        while (true)
        {
            at += Math.Ceiling(Math.Log(1 - Uniform(ref state)) / Math.Log(1 - share));
            if (at > all) return drawn;
            drawn++;
        }
    }

    /// <summary>By Box and Muller.</summary>
    private static double Normal(ref ulong state) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(ref state))) * Math.Cos(2 * Math.PI * Uniform(ref state));

    private static double Uniform(ref ulong state) => (PlaceboTimes.Next(ref state) >> 11) * (1.0 / (1UL << 53));
}
