using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging;

/// <summary>At least K bad among N neighbours, anywhere so far.</summary>
/// <remarks>Every window counts, not the last alone: whether a tick was missed must not change the verdict. A missing
/// one keeps its place: it never makes bad ones neighbours (our blindness rolls nothing back), and a pass has to hold
/// even if it had been bad (our blindness promotes nothing).</remarks>
internal static class KOfNTest
{
    /// <param name="marks">Oldest first.</param>
    /// <param name="rule">K of N.</param>
    /// <param name="from">Windows that end at or before this index are not looked at.</param>
    /// <param name="confirms">Whether a window (start, end exclusive) is bad enough as a whole; null: always.</param>
    public static KOfNFinding Examine(
        IReadOnlyList<Reachability> marks, KOfN rule, int from = 0, Func<int, int, bool>? confirms = null)
    {
        var (bad, missing, seen, doubtful) = (0, 0, 0, false);
        for (var i = 0; i < marks.Count; i++)
        {
            Count(marks[i], 1, ref bad, ref missing);
            if (marks[i] != Reachability.Missing) seen++;
            if (i >= rule.N) Count(marks[i - rule.N], -1, ref bad, ref missing);
            if (i < from) continue;
            var start = Math.Max(0, i + 1 - rule.N);
            if (bad >= rule.K && (confirms is null || confirms(start, i + 1)))
                return new(Outcome.Fail, start, i + 1, bad, seen);
            doubtful |= missing > 0 && bad < rule.K && bad + missing >= rule.K;
        }

        var outcome = doubtful || seen < rule.K ? Outcome.Inconclusive : Outcome.Pass;
        return new(outcome, Math.Max(0, marks.Count - rule.N), marks.Count, bad, seen);
    }

    private static void Count(Reachability mark, int step, ref int bad, ref int missing)
    {
        if (mark == Reachability.Bad) bad += step;
        if (mark == Reachability.Missing) missing += step;
    }
}
