namespace Bellwether.Probes;

/// <summary>A rule that comes with a kind of probe, and holds where the file has no rules of its own: limits, or a
/// comparison by counts where there is no limit.</summary>
/// <remarks>What broke a limit before the deployment as well is never blamed on it.</remarks>
public sealed record StandardRule
{
    /// <summary>Its name after the probe's and a '-': <c>deadlocks</c> is <c>db-deadlocks</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Highest level allowed, in the signal's unit; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>Lowest level allowed, in the signal's unit; null for none.</summary>
    public double? Min { get; init; }

    /// <summary>So many of <see cref="N"/> neighbouring points outside the limits fail. 1 to <see cref="N"/>; default
    /// 3.</summary>
    public int K { get; init; } = 3;

    /// <summary>Default 5.</summary>
    public int N { get; init; } = 5;

    /// <summary>Must have data, and be bounded, for a promote. Default false.</summary>
    public bool Critical { get; init; }

    /// <summary>Whether a promote may rest on it alone. False where it passes as well when the service does nothing at
    /// all, as with errors that nobody logged. Default true.</summary>
    public bool Carries { get; init; } = true;

    /// <summary>Without limits: largest change that a promote may leave unexcluded; for a ratio a difference (0.005 is
    /// half a percentage point), for a latency relative. Default 0.05.</summary>
    public double Tolerate { get; init; } = 0.05;

    /// <summary>Whether it is a comparison: it has no limit.</summary>
    public bool Compares => Max is null && Min is null;
}
