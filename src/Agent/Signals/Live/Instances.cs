namespace Bellwether.Agent.Signals.Live;

/// <summary>The instances of a service, those that are gone among them, and the side each is on while a version is
/// brought. Used under the state's lock.</summary>
internal sealed class Instances
{
    private readonly Dictionary<string, InstanceFacts> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Version, DateTimeOffset Since)> _recalled = new(StringComparer.Ordinal);

    /// <summary>What is being brought; null for nothing.</summary>
    public VersionSplit? Split { get; private set; }

    /// <summary>In no order; those that are gone among them.</summary>
    public IReadOnlyCollection<InstanceFacts> All => _known.Values;

    public InstanceFacts Of(string name)
    {
        if (_known.TryGetValue(name, out var facts)) return facts;
        if (_known.Count >= LiveLimits.InstancesRemembered) ForgetOldest();
        return _known[name] = new(name);
    }

    public InstanceFacts? Find(string name) => _known.GetValueOrDefault(name);

    /// <summary>Says which version is being brought; null for none.</summary>
    public void Bring(NewVersion? brought, TimeSpan warmUp)
    {
        if (Split?.Brought == brought) return;
        Split = brought is null ? null : new(brought, warmUp);
        foreach (var facts in _known.Values) Split?.Place(facts);
    }

    /// <summary>Takes in what an instance names itself, or what its list names for it.</summary>
    public void Name(InstanceFacts facts, DateTimeOffset at, string? named, string? told = null, string? digest = null)
    {
        var (before, image) = (facts.Version, facts.ImageDigest);
        facts.Named = named ?? facts.Named;
        facts.Told = told ?? facts.Told;
        facts.ImageDigest = digest ?? facts.ImageDigest;
        if (facts.Version == before && facts.ImageDigest == image) return;
        facts.VersionSince = _recalled.TryGetValue(facts.Name, out var last) && last.Version == facts.Version
            ? last.Since : at;
        Split?.Place(facts);
    }

    /// <summary>What the history knows: since when an instance has the version that it had last.</summary>
    public void Recall(string name, string version, DateTimeOffset since)
    {
        if (_recalled.Count < LiveLimits.InstancesRemembered) _recalled[name] = (version, since);
        if (!_known.TryGetValue(name, out var facts) || facts.Version != version || facts.VersionSince <= since) return;
        facts.VersionSince = since;
        Split?.Place(facts);
    }

    /// <summary>The sign that another instance is there; null where there is none to give, or none yet.</summary>
    /// <param name="facts">The instance.</param>
    /// <param name="at">The moment.</param>
    /// <param name="answered">Whether it answered a look by now: without a version that is its sign.</param>
    public Sign? Arrived(InstanceFacts facts, DateTimeOffset at, bool answered)
    {
        if (!facts.Arriving || (facts.Version is null && !answered)) return null;
        facts.Arriving = false;
        var version = Split is { } split && facts.Runs(split.Brought) ? split.Brought.Version : facts.Version;
        var others = _known.Values.Where(other => other != facts && other.Version is not null).ToList();
        // More of what is there already is no other version, and yet it may be what was announced.
        var known = version is null || others.Exists(other => other.Version == version);
        var previous = others.FindLast(other => other.Version != version)?.Version;
        return new(at, known ? SignKind.Instance : SignKind.Version, facts.Name, version, known ? null : previous);
    }

    private void ForgetOldest()
    {
        var first = _known.Values.Where(facts => facts.Gone).MinBy(facts => facts.LastSeenAt)
            ?? _known.Values.MinBy(facts => facts.LastSeenAt)!;
        _known.Remove(first.Name);
        Split?.Forget(first.Name);
    }
}
