using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Judging.Rules;

/// <summary>What stands around a rule's options.</summary>
internal sealed record RuleContext
{
    public required string Name { get; init; }

    public required SignalFacts Signal { get; init; }

    public required bool Critical { get; init; }

    public required PolicyPlan Policy { get; init; }

    /// <summary>Time that a rule sees at most: the window less the warm-up.</summary>
    public TimeSpan Seen => Policy.Window - Policy.WarmUp;

    /// <summary>Points that a rule sees at most: those of the window less the warm-up.</summary>
    public int PointsSeen => Policy.WindowPoints - Policy.WarmUpPoints;
}
