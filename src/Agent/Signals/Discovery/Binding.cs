using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>From which samples of a page a signal is made.</summary>
internal sealed record Binding
{
    /// <summary>Full name of the signal (<c>app.errors</c>).</summary>
    public required string Signal { get; init; }

    public required SignalKind Kind { get; init; }

    public required string Unit { get; init; }

    /// <summary>What it is made from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the samples; for a latency and for a mean the family without its suffix.</summary>
    public required string Metric { get; init; }

    /// <summary>Seconds in one unit of the page; 1 unless latency or mean.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Labels that a sample must have, as globs; empty for all.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>The same, for samples that have the label at all; empty for none.</summary>
    public IReadOnlyDictionary<string, string> WhereIfThere { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels, and globs of values that a sample must not have there; empty for none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Except { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>For a ratio: a sample is bad when each of these labels matches one of its globs.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Bad { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The status that is bad where it is one; null: those of 500 and more are. By it our own requests are
    /// known.</summary>
    public int? BadStatus { get; init; }

    /// <summary>Labels with the route; empty where there are none.</summary>
    public IReadOnlyList<string> Route { get; init; } = [];

    /// <summary>Routes that are no traffic, as globs.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>A total that is seen for the first time is only what is counted from: it is of a process that has long
    /// been there. Else it began with nothing.</summary>
    public bool FirstIsBase { get; init; }

    /// <summary>Whether it counts HTTP requests, our own among them.</summary>
    public bool CountsOwnRequests { get; init; }

    /// <summary>Whether the look at its own page is among them.</summary>
    public bool CountsItsPage { get; init; } = true;

    /// <summary>How a level of the table is read; null for all else.</summary>
    public LevelShape? Level { get; init; }

    /// <summary>How good a witness it is (<see cref="SignalQuality"/>); null where it tells what it says.</summary>
    public string? Quality { get; init; }

    /// <summary>Whether a sample with these labels belongs to it, whatever its route.</summary>
    public bool Means(LabelSet labels)
    {
        foreach (var (label, pattern) in Where)
            if (labels[label] is not { } value || !Glob.Matches(pattern, value))
                return false;
        foreach (var (label, pattern) in WhereIfThere)
            if (labels[label] is { } value && !Glob.Matches(pattern, value))
                return false;
        foreach (var (label, patterns) in Except)
            if (labels[label] is { } value && Glob.MatchesAny(patterns, value))
                return false;
        return true;
    }
}
