namespace Bellwether.Probes;

/// <summary>What must hold of a signal before a deployment starts. It is no rule: a deployment that is watched is never
/// judged by it.</summary>
public sealed record StartCondition
{
    /// <summary>The signal, after the probe's name: <c>age</c> is <c>orders-backup.age</c>.</summary>
    public required string Signal { get; init; }

    /// <summary>The reason's code in a preflight, lower-kebab: <c>backup-too-old</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong where it does not hold, as the beginning of a sentence.</summary>
    public required string Words { get; init; }

    /// <summary>Highest level allowed, in the signal's unit; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>Lowest level allowed, in the signal's unit; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>Whether a signal without a level does not hold either. Default false.</summary>
    public bool NeedsLevel { get; init; }
}
