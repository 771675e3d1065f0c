using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>What two sides of the same time say of the new version.</summary>
internal sealed record ControlFinding
{
    /// <summary>Why nothing can be said, or nothing be excluded; null where something can.</summary>
    public Cause? Cause { get; init; }

    /// <summary>Worse by more than chance and by more than is allowed.</summary>
    public bool Fails { get; init; }

    /// <summary>Points with data, control and new version.</summary>
    public required (int Baseline, int Observed) Points { get; init; }

    /// <summary>Blocks as long as the points hang together, the fewer of the two sides; a fraction counts. 0 where they
    /// were not asked.</summary>
    public double Blocks { get; init; }

    /// <summary>Mean of the control; NaN where not judged.</summary>
    public double Normal { get; init; } = double.NaN;

    /// <summary>Mean of the new version; NaN where not judged.</summary>
    public double Level { get; init; } = double.NaN;

    /// <summary>Lower end of the 95 % interval of <see cref="Level"/> less <see cref="Normal"/>.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>Smallest change that would have been found, in the signal's unit; NaN where not judged.</summary>
    public double Detectable { get; init; } = double.NaN;

    /// <summary>Evidence in nats after weights; 0 is none.</summary>
    public double Strength { get; init; }

    /// <summary>A change as a share of the control's level; infinite for any change from nothing.</summary>
    public double Relative(double change) => change == 0 ? 0 : change / Math.Abs(Normal);

    /// <summary>Whether a harm larger than tolerated is excluded.</summary>
    /// <param name="tolerate">Relative.</param>
    /// <param name="direction">Which way is harm.</param>
    public bool Excludes(double tolerate, Direction direction) =>
        Cause is null
        && (direction == Direction.Decrease || Relative(High) <= tolerate)
        && (direction == Direction.Increase || Relative(-Low) <= tolerate);
}
