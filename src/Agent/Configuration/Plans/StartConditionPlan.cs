namespace Bellwether.Agent.Configuration.Plans;

/// <summary>What must hold of a signal before a deployment starts; a deployment that is watched is not judged by
/// it.</summary>
internal sealed record StartConditionPlan
{
    /// <summary>Full name of the signal.</summary>
    public required string Signal { get; init; }

    /// <summary>The reason's code in a preflight, lower-kebab.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong where it does not hold, as the beginning of a sentence.</summary>
    public required string Words { get; init; }

    /// <summary>In the signal's unit; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>In the signal's unit; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>Whether a signal without a level does not hold either.</summary>
    public bool NeedsLevel { get; init; }

    /// <summary>Gap between the looks that tell it.</summary>
    public required TimeSpan Every { get; init; }
}
