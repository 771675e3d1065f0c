using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging.Rules.Health;

/// <summary>While a process is replaced nobody listens: those refused looks count for nothing.</summary>
/// <remarks>From the announcement to the first good look of the new version, at most <c>start-within</c> after t0 or
/// after the first refused look. DESIGN section 2, Timing.</remarks>
internal static class StartingUp
{
    /// <summary>A refused look from between the announcement and t0; where the version came before that, from as long
    /// before its coming as a replacement may take.</summary>
    public static bool BeforeStart(LookMark look, Scene scene) => look.Refused && look.At >=
        (scene.Snapshot.ChangedAt - scene.Plan.Policy.StartWithin ?? scene.Snapshot.AnnouncedAt);

    /// <summary>Looks after t0 without the refusals of each instance's start.</summary>
    /// <param name="after">Looks after t0.</param>
    /// <param name="before">Looks before t0: an instance without one came after it, and starts when it is first looked
    /// at.</param>
    /// <param name="scene">Times.</param>
    public static IEnumerable<LookMark> WithoutRefusals(
        IReadOnlyList<LookMark> after, IReadOnlyList<LookMark> before, Scene scene)
    {
        if (scene.Snapshot.T0 is not { } t0) return after;
        var patience = scene.Plan.Policy.StartWithin;
        var known = before.Select(look => look.Instance).ToHashSet(StringComparer.Ordinal);
        var ends = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var look in after)
        {
            if (look.Reachability == Reachability.Good)
            {
                var begun = ends.TryGetValue(look.Instance, out var end);
                if (!begun || look.At < end) ends[look.Instance] = look.At;
            }
            else if (look.Refused && !ends.ContainsKey(look.Instance))
            {
                // The first refused look after t0 and before any good one: this instance went down later than t0.
                ends[look.Instance] = !known.Contains(look.Instance) ? look.At + patience
                    : look.At - t0 <= patience ? t0 + patience : look.At;
            }
        }

        return after.Where(look => !look.Refused || look.At >= ends.GetValueOrDefault(look.Instance, t0));
    }
}
