using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>What the placebo judge saw of a signal, and what it takes to tell of it.</summary>
internal sealed record PlaceboTelling
{
    /// <summary>The rule: which way is bad, what is allowed, what is tolerated.</summary>
    public required CompareRulePlan Plan { get; init; }

    /// <summary>As a sentence names the signal: "p99", "the share of requests that took longer than 100 ms".</summary>
    public required string Name { get; init; }

    /// <summary>Unit of the levels; empty where none is known.</summary>
    public required string Unit { get; init; }

    /// <summary>At the look that is told of.</summary>
    public required PlaceboFinding Finding { get; init; }

    public required Calibration Calibration { get; init; }

    /// <summary>Width of a point.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Levels from t0 on; NaN where missing.</summary>
    public required ReadOnlyMemory<double> Observed { get; init; }

    /// <summary>Log of this signal's share of the budget; 0 or less.</summary>
    public double LogWeight { get; init; }

    /// <summary>Levels that count at the look, without the missing ones.</summary>
    public double[] Counted => Array.FindAll(
        Observed[Math.Min(Calibration.WarmUp, Observed.Length)..Math.Min(Finding.Look, Observed.Length)].ToArray(),
        double.IsFinite);
}
