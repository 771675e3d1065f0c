using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>One signal of a case: what is normal for it, and what was seen of it. All lists of what was seen have as
/// many points as the window.</summary>
internal sealed record CaseSignal
{
    /// <summary>The signal as a rule: both its names are the signal's.</summary>
    public required CompareRulePlan Plan { get; init; }

    public required string Unit { get; init; }

    /// <summary>As a sentence names its level.</summary>
    public required string Name { get; init; }

    /// <summary>Width of a point.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Whether each point after t0 has data.</summary>
    public required bool[] Seen { get; init; }

    /// <summary>The last levels before t0; empty where only counts judge it.</summary>
    public double[] Before { get; init; } = [];

    /// <summary>Levels from t0 on; empty where only counts judge it.</summary>
    public double[] Levels { get; init; } = [];

    /// <summary>Null where it has too little history for placebos.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>Null where E5 does not speak.</summary>
    public DayBaseline? Day { get; init; }

    /// <summary>Pairs from t0 on; null where it counts nothing.</summary>
    public CountPair[]? Pairs { get; init; }

    /// <summary>Null where it counts nothing.</summary>
    public CountBaseline? Counts { get; init; }

    /// <summary>What bad requests did: "failed".</summary>
    public string Did { get; init; } = "failed";
}
