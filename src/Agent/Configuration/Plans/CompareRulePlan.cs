namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Fails when the signal is worse than its baseline by more than chance and by more than is
/// tolerable.</summary>
internal sealed record CompareRulePlan : RulePlan
{
    public Direction Direction { get; init; } = Direction.Increase;

    /// <summary>Smallest change worth a rollback, relative; 0 to 100, default 0.1 (counts: at least 0.5).</summary>
    public double Allow { get; init; } = 0.1;

    /// <summary>Largest change that a promote may leave unexcluded; relative, or a difference where
    /// <see cref="TolerateIsDifference"/>.</summary>
    public double Tolerate { get; init; } = 0.5;

    /// <summary>Whether <see cref="Tolerate"/> is a difference of ratios (0.005 is 0.5 percentage points).</summary>
    public bool TolerateIsDifference { get; init; }
}
