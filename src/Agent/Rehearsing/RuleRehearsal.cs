using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Rehearsing;

/// <summary>What a rehearsal says of one rule.</summary>
internal sealed record RuleRehearsal
{
    public required CompareRulePlan Rule { get; init; }

    /// <summary>How it judged in most pretend deployments: "placebo", "counts", "e5".</summary>
    public required string Method { get; init; }

    /// <summary>Deployments that it rolled back: the first to fail, the loudest of two.</summary>
    public required Share RolledBack { get; init; }

    /// <summary>Deployments that it kept from a promote because it could not tell, or not exclude enough.</summary>
    public required Share Withheld { get; init; }

    public required FaultSizes Sizes { get; init; }

    /// <summary>By size, ascending; the first is no fault at all.</summary>
    public required IReadOnlyList<FaultFound> Faults { get; init; }

    /// <summary>The smallest fault that is found so often, between two that were tried; null where none is.</summary>
    /// <returns>Its size, the points after which half of those are found, and whether the smallest size tried was
    /// found as often already.</returns>
    public (double Size, int Point, bool IsMost)? SmallestFound(double share)
    {
        for (var i = 1; i < Faults.Count; i++)
        {
            if (!(Faults[i].Found.Value >= share)) continue;
            var (low, high) = (Faults[i - 1], Faults[i]);
            if (i == 1 || low.Found.Value >= share) return (high.Size, high.MedianPoint ?? 0, i == 1);
            var part = (share - low.Found.Value) / (high.Found.Value - low.Found.Value);
            return (low.Size * Math.Pow(high.Size / low.Size, part), high.MedianPoint ?? 0, false);
        }

        return null;
    }
}
