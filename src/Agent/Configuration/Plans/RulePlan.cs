using System.Text.Json.Serialization;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A rule, compiled: numbers only, nothing left to parse.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(LimitRulePlan), "limit")]
[JsonDerivedType(typeof(HealthRulePlan), "health")]
[JsonDerivedType(typeof(BurnRateRulePlan), "burn-rate")]
[JsonDerivedType(typeof(AbsentRulePlan), "absent")]
[JsonDerivedType(typeof(RestartsRulePlan), "restarts")]
[JsonDerivedType(typeof(CompareRulePlan), "compare")]
internal abstract record RulePlan
{
    public required string Name { get; init; }

    /// <summary>Full name of the signal, such as <c>app.errors</c> or <c>app.latency.p99</c>.</summary>
    public required string Signal { get; init; }

    /// <summary>Must have data, and be bounded, for a promote; double weight in the budget.</summary>
    public bool Critical { get; init; }

    /// <summary>Whether a promote may rest on it alone; false for what says nothing of the service itself, such as a
    /// database that is well. Default true.</summary>
    public bool Carries { get; init; } = true;
}
