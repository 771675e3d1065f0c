using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Who is treated and who is control while one version is brought. Nobody is control before the first instance
/// has the new version.</summary>
internal sealed class VersionSplit(NewVersion brought, TimeSpan warmUp)
{
    /// <summary>Most old versions that are told apart; there is seldom more than one.</summary>
    private const int MostOldVersions = 64;

    private readonly Dictionary<string, DateTimeOffset> _newSince = new(StringComparer.Ordinal);
    private readonly HashSet<string> _onceNew = new(StringComparer.Ordinal);
    private readonly HashSet<string> _oldVersions = new(StringComparer.Ordinal);

    public NewVersion Brought { get; } = brought;

    /// <summary>When the first instance got it; null before that.</summary>
    public DateTimeOffset? Began { get; private set; }

    /// <summary>Takes in which version an instance has now.</summary>
    public void Place(InstanceFacts facts)
    {
        if (facts.Fixed) return;
        if (!facts.Runs(Brought))
        {
            _newSince.Remove(facts.Name);
            if (!_onceNew.Contains(facts.Name) && facts.Version is { } old && _oldVersions.Count < MostOldVersions)
                _oldVersions.Add(old);
            return;
        }

        _onceNew.Add(facts.Name);

        // Who had it before the deployment is on the new side from the first.
        _newSince[facts.Name] = facts.VersionSince <= Brought.Since ? DateTimeOffset.MinValue : facts.VersionSince;
        var began = facts.VersionSince <= Brought.Since ? Brought.Since : facts.VersionSince;
        if (Began is null || began < Began) Began = began;
    }

    public void Forget(string instance)
    {
        _newSince.Remove(instance);
        _onceNew.Remove(instance);
    }

    public bool IsNew(string instance) => _newSince.ContainsKey(instance);

    /// <summary>The side of an interval: each instance that comes later has a warm-up of its own.</summary>
    public Side SideOf(InstanceFacts? facts, DateTimeOffset from, DateTimeOffset to)
    {
        if (facts is null || facts.Fixed || Began is not { } began || to <= began) return Side.Treated;
        if (!_newSince.TryGetValue(facts.Name, out var since)) return IsOld(facts) ? Side.Control : Side.Treated;
        if (to <= since) return Side.Control;
        var counts = since <= began ? since : since + warmUp;
        return from >= counts ? Side.Treated : Side.Neither;
    }

    /// <summary>The side of what was seen at one moment.</summary>
    public Side SideOf(InstanceFacts? facts, DateTimeOffset at)
    {
        if (facts is null || facts.Fixed || Began is not { } began || at < began) return Side.Treated;
        if (!_newSince.TryGetValue(facts.Name, out var since)) return IsOld(facts) ? Side.Control : Side.Treated;
        return at >= since ? Side.Treated : Side.Control;
    }

    /// <summary>The looks on both sides. A host that has not answered since it ran the old version may have the new one
    /// and never come up: its looks since then are on both.</summary>
    public (IReadOnlyList<LookMark> Treated, IReadOnlyList<LookMark> Control) Sides(
        IReadOnlyList<LookMark> looks, Instances instances)
    {
        if (Began is null) return (looks, []);
        List<LookMark> treated = [], control = [];
        foreach (var look in looks)
        {
            var facts = instances.Find(look.Instance);
            var side = SideOf(facts, look.At);
            var replaced = side is Side.Control && IsNew(look.Instance);
            var silent = side is Side.Control && !replaced && look.Reachability is Reachability.Bad
                && facts is { InPlace: true, Gone: false } && !(look.At <= facts.LastGoodAt);
            if (side is Side.Treated || silent) treated.Add(look);
            // While an instance is replaced nobody answers there: that is no sickness of the old version.
            if (side is Side.Control && (!replaced || look.Reachability is Reachability.Good)) control.Add(look);
        }

        return (treated, control);
    }

    private bool IsOld(InstanceFacts facts) => !facts.Runs(Brought) && !IsThird(facts) && (facts.Version is not null
        || (facts.ImageDigest is not null && Brought.ArtifactDigest is not null));

    /// <summary>What came in the place of the version that is watched, and was not there before it: no control, and
    /// still what the service answers with.</summary>
    private bool IsThird(InstanceFacts facts) =>
        _onceNew.Contains(facts.Name) && facts.Version is { } version && !_oldVersions.Contains(version);
}
