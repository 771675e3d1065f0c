using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Signals;

/// <summary>Where signals come from, in words for who reads them.</summary>
internal static class SourceWords
{
    /// <summary>Something speaks for it, and cannot be taken.</summary>
    public const string Nowhere = "nothing yet";

    /// <summary>Of <c>….up</c>.</summary>
    public static string OfUp(ProbePlan probe) => probe.Kind.ReachesTarget
        ? $"whether the {probe.Kind.Name} probe {probe.Name} is answered"
        : $"whether the {probe.Kind.Name} probe {probe.Name} can read what it follows";

    /// <summary>Of <c>….restarts</c>.</summary>
    public static string OfRestarts(ProbePlan probe) =>
        $"process id and start time, as the {probe.Kind.Name} probe {probe.Name} sees them";

    /// <summary>Of a level that a probe measures itself.</summary>
    public static string OfLevel(ProbePlan probe, string reading) =>
        $"{reading}, measured by the {probe.Kind.Name} probe {probe.Name}";
}
