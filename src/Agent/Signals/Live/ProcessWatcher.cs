using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Notices another process or version behind one target, as one probe sees it.</summary>
internal sealed class ProcessWatcher(string instance)
{
    private DateTimeOffset? _firstSeenAt;
    private string? _firstVersion;
    private DateTimeOffset? _firstStart;
    private (string? Version, DateTimeOffset At)? _recalled;

    /// <summary>The id that was named last; null where none ever was.</summary>
    public int? ProcessId { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Version that the target names now; null where it names none.</summary>
    public string? Version { get; private set; }

    /// <summary>The version named last, kept while a target that is away names none.</summary>
    public string? LastVersion { get; private set; }

    /// <summary>Whether the last look could tell which process it was.</summary>
    public bool SawProcess { get; private set; }

    /// <summary>Takes in what a look saw, and gives the signs that it is another; empty for none.</summary>
    /// <param name="at">When the look began.</param>
    /// <param name="seen">What it saw; null where it could see nothing.</param>
    /// <param name="countersBeganAgain">Whether the page's counters did, and no start time tells more.</param>
    public IReadOnlyList<Sign> Take(DateTimeOffset at, Sighting? seen, bool countersBeganAgain)
    {
        SawProcess = seen?.ProcessId is not null || seen?.StartedAt is not null;
        if (seen is null && !countersBeganAgain) return [];
        var other = seen?.ProcessId is { } id && ProcessId is { } before && id != before;
        var anew = seen?.StartedAt is { } start && StartedAt is { } last
            && (start - last).Duration() > LiveLimits.StartTolerance;
        var renamed = seen?.Version is { } version && LastVersion is { } old && version != old;
        Sign Sign(SignKind kind) => new(at, kind, instance, seen?.Version, LastVersion);
        List<Sign> signs = [];
        if (other) signs.Add(Sign(SignKind.ProcessId));
        else if (anew) signs.Add(Sign(SignKind.ProcessStart));
        else if (countersBeganAgain) signs.Add(Sign(SignKind.CounterReset));
        if (renamed) signs.Add(Sign(SignKind.Version));
        var isFirst = _firstSeenAt is null;
        Remember(at, seen);
        if (isFirst && _recalled is { } known) signs.AddRange(Recall(known.Version, known.At));
        return signs;
    }

    /// <summary>What was known before the agent itself started: a change while it was away is a sign of its first look,
    /// given at once where that was made already.</summary>
    public IReadOnlyList<Sign> Recall(string? version, DateTimeOffset lastSeen)
    {
        _recalled = (version, lastSeen);
        if (_firstSeenAt is not { } at || lastSeen >= at) return [];
        List<Sign> signs = [];
        if (_firstStart > lastSeen) signs.Add(new(at, SignKind.ProcessStart, instance, _firstVersion, version));
        if (version is not null && _firstVersion is not null && version != _firstVersion)
            signs.Add(new(at, SignKind.Version, instance, _firstVersion, version));
        return signs;
    }

    private void Remember(DateTimeOffset at, Sighting? seen)
    {
        if (seen is null) return;
        if (_firstSeenAt is null) (_firstSeenAt, _firstVersion, _firstStart) = (at, seen.Version, seen.StartedAt);
        ProcessId = seen.ProcessId ?? ProcessId;
        StartedAt = seen.StartedAt ?? StartedAt;
        Version = seen.Version;
        LastVersion = seen.Version ?? LastVersion;
    }
}
