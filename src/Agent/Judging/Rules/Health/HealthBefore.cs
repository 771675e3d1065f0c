using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging.Rules.Health;

/// <summary>Whether looks were bad already before the deployment.</summary>
internal static class HealthBefore
{
    /// <summary>The rule on as long before t0; an instance without a past takes that of the others.</summary>
    public static bool Failed(HealthRulePlan plan, SignalHistory history, Scene scene, string instance)
    {
        var proven = history.LooksBefore.Where(look => !look.Masked && !StartingUp.BeforeStart(look, scene));
        var t0 = scene.Snapshot.T0 ?? scene.Snapshot.Now;
        var start = t0 - (scene.At(scene.Points) - t0);
        return Failed(PerInstance(proven), instance, looks => FailsSince(plan, looks, start))
            || (Failed(Lately(history, scene), instance, looks => FailsNow(plan, looks) is not null)
                && !IsOver(history, scene, instance));
    }

    /// <summary>Whether what the service needs went bad before t0 and was never good until it had failed: no version of
    /// the service that is not there yet can have done that.</summary>
    /// <remarks>Of the service itself nothing is said: until t0 its old version is being ended.</remarks>
    /// <param name="plan">The rule.</param>
    /// <param name="history">Looks.</param>
    /// <param name="instance">Which instance failed.</param>
    /// <param name="failed">When the look began with which it had failed.</param>
    public static bool BeganBefore(HealthRulePlan plan, SignalHistory history, string instance, DateTimeOffset failed)
    {
        if (plan.Carries) return false;
        bool IsOf(LookMark look) => look.Instance == instance && look.Reachability != Reachability.Missing;
        var last = history.LooksBefore.LastOrDefault(look => IsOf(look) && (!look.Masked || look.Unproven));
        return last.Reachability == Reachability.Bad
            && history.LooksAfter.Where(look => IsOf(look) && look.At <= failed)
                .All(look => look.Reachability == Reachability.Bad);
    }

    /// <summary>What the looks of an instance end with, if that fails: the last is bad, and K of the last N
    /// are.</summary>
    /// <param name="plan">The rule.</param>
    /// <param name="looks">Of one instance, oldest first.</param>
    /// <returns>Null where it does not fail.</returns>
    public static KOfNFinding? FailsNow(HealthRulePlan plan, List<LookMark> looks)
    {
        var count = Math.Min(plan.FailAfter.N, looks.Count);
        var last = looks.GetRange(looks.Count - count, count);
        if (last.FindLast(look => look.Reachability != Reachability.Missing).Reachability != Reachability.Bad)
            return null;
        var test = KOfNTest.Examine(last.ConvertAll(look => look.Reachability), plan.FailAfter);
        return test.Outcome == Outcome.Fail ? test : null;
    }

    /// <summary>What was seen of each instance in the window before the announcement, whichever version ran; what
    /// people set aside is left out.</summary>
    public static SortedDictionary<string, List<LookMark>> Lately(SignalHistory history, Scene scene)
    {
        if (scene.LatelyUntil is not { } until) return [];
        var since = until - scene.Plan.Policy.Window;
        var instances = PerInstance(history.LooksBefore.Where(look =>
            look.At >= since && look.At < until && (!look.Masked || look.Unproven)));
        foreach (var looks in instances.Values) TakeOutReplacements(looks, until, scene.Plan.Policy.StartWithin);
        return instances;
    }

    /// <summary>By instance, each oldest first.</summary>
    /// <param name="looks">Oldest first.</param>
    /// <param name="last">So many of the last ones of each; null for all.</param>
    public static SortedDictionary<string, List<LookMark>> PerInstance(IEnumerable<LookMark> looks, int? last = null)
    {
        var instances = new SortedDictionary<string, List<LookMark>>(StringComparer.Ordinal);
        foreach (var look in looks)
        {
            if (!instances.TryGetValue(look.Instance, out var list)) instances[look.Instance] = list = [];
            list.Add(look);
        }

        foreach (var list in instances.Values)
            if (list.Count > last)
                list.RemoveRange(0, list.Count - last.Value);
        return instances;
    }

    /// <summary>Nobody listens while a process is replaced: refusals that last no longer than that may take tell
    /// nothing.</summary>
    private static void TakeOutReplacements(List<LookMark> looks, DateTimeOffset until, TimeSpan patience)
    {
        for (var end = looks.Count; end > 0; end--)
        {
            if (!looks[end - 1].Refused) continue;
            var from = end - 1;
            while (from > 0 && looks[from - 1].Refused) from--;
            var ended = end < looks.Count ? looks[end].At : until;
            if (ended - looks[from].At <= patience) looks.RemoveRange(from, end - from);
            end = from + 1;
        }
    }

    /// <summary>Whether the old version answered after the announcement, when it was looked at last.</summary>
    private static bool IsOver(SignalHistory history, Scene scene, string instance)
    {
        if (scene.LatelyUntil is not { } until) return false;
        var since = PerInstance(history.LooksBefore.Where(look => look.At >= until && !look.Refused
            && look.Reachability != Reachability.Missing && (!look.Masked || look.Unproven)));
        return Failed(since, instance, looks => looks[^1].Reachability == Reachability.Good);
    }

    private static bool Failed(
        SortedDictionary<string, List<LookMark>> instances, string instance, Predicate<List<LookMark>> fails) =>
        instances.TryGetValue(instance, out var own)
            ? fails(own)
            : instances.Count > 0 && instances.Values.Count(looks => fails(looks)) * 2 >= instances.Count;

    private static bool FailsSince(HealthRulePlan plan, List<LookMark> looks, DateTimeOffset since)
    {
        // At least as many looks as the rule needs to see.
        var count = Math.Max(looks.Count(look => look.At >= since), Math.Min(plan.FailAfter.N, looks.Count));
        var last = looks.GetRange(looks.Count - count, count).ConvertAll(look => look.Reachability);
        return KOfNTest.Examine(last, plan.FailAfter).Outcome == Outcome.Fail;
    }
}
