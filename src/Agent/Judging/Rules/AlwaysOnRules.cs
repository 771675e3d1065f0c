using Bellwether.Agent.Judging.Rules.FailureAtOnce;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Judging.Rules;

/// <summary>Rules that hold whatever the configuration says: they have no options and no line in the catalog.</summary>
internal static class AlwaysOnRules
{
    /// <summary>In the order of their evidence.</summary>
    private static readonly IReadOnlyList<Func<WatchSnapshot, Finding?>> All = [FailureAtOnceRule.Examine];

    /// <summary>What they see, before t0 too; those that know nothing are left out.</summary>
    public static IEnumerable<Finding> Examine(WatchSnapshot snapshot) =>
        All.Select(examine => examine(snapshot)).OfType<Finding>();
}
