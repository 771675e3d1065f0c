using Bellwether.Agent.Baselines;

namespace Bellwether.Agent.Judging.Counts;

/// <summary>The counts of a watch, look by look.</summary>
internal static class CountWatch
{
    /// <summary>One point is one look, and one look rolls nothing back: neither where the others are missing, nor where
    /// all that is bad fell into one of them.</summary>
    private const int FewestPoints = 2;

    public static CountFinding Examine(CountQuestion question)
    {
        CountPair sum = default, told = default;
        int? crossed = null;
        var (at, look, strength) = (question.From, 0, 0.0);
        var (seen, bad) = (0, 0);
        foreach (var next in question.Looks)
        {
            for (; at < Math.Min(next, question.Observed.Count); at++)
            {
                var pair = question.Observed[at];
                sum = sum.Plus(pair);
                seen += pair.Seen ? 1 : 0;
                bad += pair.Bad > 0 ? 1 : 0;
            }

            var nats = NatsAt(question, sum);
            strength = Math.Max(strength, nats);
            if (crossed is not null) continue;
            (told, look) = (sum, next);
            var points = sum.Ratio > question.Baseline.Counts.Ratio ? bad : seen;
            if (points >= FewestPoints && Calls(question, sum, nats)) crossed = next;
        }

        return new(crossed, told, look, strength);
    }

    /// <summary>The smallest change, as a share of bad ones, that so many requests would have shown.</summary>
    /// <returns>Null where no share would have been found.</returns>
    public static double? SmallestShareSeen(CountQuestion question, double requests)
    {
        bool Seen(double share) => CountPair.Of(share * requests, requests) is var counts
            && Calls(question, counts, NatsAt(question, counts));
        var low = question.Baseline.Counts.Ratio;
        var high = question.Direction == Configuration.Plans.Direction.Decrease ? 0.0 : 1.0;
        if (!(requests > 0) || double.IsNaN(low) || !Seen(high)) return null;
        // Thirty halvings are finer than anything that is printed.
        for (var i = 0; i < 30; i++)
        {
            var middle = (low + high) / 2;
            if (Seen(middle)) high = middle;
            else low = middle;
        }

        return high;
    }

    private static double NatsAt(CountQuestion question, CountPair counts)
    {
        var root = CountTest.SignedRoot(counts, question.Baseline.Counts);
        var deviation = root / Math.Sqrt(question.Baseline.Dispersion);
        return CountTest.Nats(CountTest.Orient(deviation, question.Direction)) - question.SidesCost
            + question.LogWeight;
    }

    private static bool Calls(CountQuestion question, CountPair counts, double nats) =>
        nats >= question.Needed && (question.LeastShare == 0 || counts.Ratio >= question.LeastShare)
        && CountTest.LargeEnough(counts, question.Baseline.Counts, question.Allow, question.Direction);
}
