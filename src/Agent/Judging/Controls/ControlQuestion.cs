using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>Two sides of the same time, and no history of either: the old version and the new one.</summary>
internal sealed record ControlQuestion
{
    /// <summary>Levels of the control, in order of time; NaN and infinities are missing.</summary>
    public required ReadOnlyMemory<double> Baseline { get; init; }

    /// <summary>Levels of the new version, in order of time; NaN and infinities are missing.</summary>
    public required ReadOnlyMemory<double> Observed { get; init; }

    public Direction Direction { get; init; } = Direction.Increase;

    /// <summary>Smallest change worth a rollback, relative.</summary>
    public double Allow { get; init; } = 0.1;

    /// <summary>Log of this signal's share of the budget; 0 or less.</summary>
    public double LogWeight { get; init; }

    /// <summary>Nats that a rollback takes, weight included: log(1/α).</summary>
    public required double Needed { get; init; }
}
