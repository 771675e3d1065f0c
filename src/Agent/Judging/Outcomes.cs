using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>How outcomes add up: fail beats inconclusive beats pass. Declared here, once.</summary>
internal static class Outcomes
{
    /// <summary>The worse of two.</summary>
    public static Outcome Worse(Outcome one, Outcome other) => Rank(one) >= Rank(other) ? one : other;

    /// <summary>The worst of all; inconclusive for none, since no evidence is never a pass.</summary>
    public static Outcome Worst(IEnumerable<Outcome> outcomes)
    {
        Outcome? worst = null;
        foreach (var outcome in outcomes) worst = worst is { } so ? Worse(so, outcome) : outcome;
        return worst ?? Outcome.Inconclusive;
    }

    private static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.Fail => 2,
        Outcome.Inconclusive => 1,
        _ => 0,
    };
}
