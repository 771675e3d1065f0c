using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Counts;

/// <summary>Observed counts to be judged against a baseline.</summary>
internal sealed record CountQuestion
{
    public required CountBaseline Baseline { get; init; }

    /// <summary>Points after t0, the first one at index 0; missing ones among them.</summary>
    public required IReadOnlyList<CountPair> Observed { get; init; }

    /// <summary>Index of the first point that counts: the warm-up.</summary>
    public required int From { get; init; }

    /// <summary>Numbers of points after t0 at which is looked, ascending, at most as many as were observed.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    public Direction Direction { get; init; } = Direction.Increase;

    /// <summary>Smallest change worth a rollback, relative.</summary>
    public double Allow { get; init; } = 0.5;

    /// <summary>Share of bad ones below which nothing is worth a rollback, 0 to 1; default 0.</summary>
    public double LeastShare { get; init; }

    /// <summary>Log of this signal's share of the budget; 0 or less.</summary>
    public double LogWeight { get; init; }

    /// <summary>Nats that a rollback takes, weight included: log(1/α).</summary>
    public required double Needed { get; init; }

    /// <summary>What the choice of the worse side costs.</summary>
    public double SidesCost => Direction == Direction.Either ? Math.Log(2) : 0;
}
