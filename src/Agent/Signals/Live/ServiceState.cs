using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>All that is known of one service. Whoever touches it holds its lock.</summary>
internal sealed class ServiceState(WatchPlan plan, SeenLog? seen = null)
{
    public Lock Lock { get; } = new();

    public WatchPlan Plan { get; } = plan;

    /// <summary>How sentences tell of signals that come with a kind of probe, by name.</summary>
    public IReadOnlyDictionary<string, SignalWords> Words { get; } = plan.Probes.SelectMany(ProbeSignals.Of)
        .Where(signal => signal.Words is not null && signal.Words != SignalWords.Usual)
        .DistinctBy(signal => signal.Name).ToDictionary(signal => signal.Name, signal => signal.Words!);

    /// <summary>Probes whose counts may hold requests of ours, though they are none of a store's.</summary>
    public HashSet<string> HoldOurs { get; } = new(StringComparer.Ordinal);

    public Grid Grid { get; } = new(plan.Policy.Interval);

    public Dictionary<string, SignalTrack> Tracks { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Probe, string Instance), Target> Targets { get; } = [];

    public Instances Instances { get; } = new();

    /// <summary>What a sidecar has seen since its last report; null in an agent that keeps it itself.</summary>
    public SeenLog? Seen { get; set; } = seen;

    /// <summary>Sidecars that report to this agent, by instance.</summary>
    public Dictionary<string, Reporter> Reporters { get; } = new(StringComparer.Ordinal);

    /// <summary>What the history knows of sidecars: how far their reports went, by instance.</summary>
    public Dictionary<string, DateTimeOffset> ReportedUntil { get; } = new(StringComparer.Ordinal);

    /// <summary>First report of this run of the agent; null before it.</summary>
    public DateTimeOffset? ReportedSince { get; set; }

    /// <summary>How long after its end a point may still get what belongs to it.</summary>
    public TimeSpan Grace => Reporters.Count > 0 ? LiveLimits.ReportGrace : LiveLimits.Grace;

    /// <summary>Oldest first.</summary>
    public List<Sign> Signs { get; } = [];

    /// <summary>Treated instances, oldest first.</summary>
    public List<ProcessMark> Processes { get; } = [];

    /// <summary>How far the databases have come, by the probe that tells it and the instance whose sidecar looked
    /// (null: this agent), and when that was seen, by the clock of who looked.</summary>
    public Dictionary<(string Probe, string? Instance), (DateTimeOffset At, MigrationAccount Account)> Migrations
    {
        get;
    } = [];

    /// <summary>Requests of ours, to be held against what others count.</summary>
    public OwnRate Own { get; } = new();

    public MaskedCells Masks { get; set; } = new([], new(plan.Policy.Interval));

    /// <summary>What the history knows of targets: the version they named last, and when they answered last.</summary>
    public Dictionary<(string Probe, string Instance), (string? Version, DateTimeOffset At)> LastKnown { get; } = [];

    /// <summary>The history of before this run of the agent has been taken in.</summary>
    public bool Loaded { get; set; }

    /// <summary>The track of that name, and what it is made from now; null beyond the limit.</summary>
    public SignalTrack? Track(string name, SignalKind kind, string unit, string source)
    {
        if (Track(name, kind, unit) is not { } track) return null;
        track.Source = source;
        return track;
    }

    /// <summary>The track of that name; null beyond the limit.</summary>
    public SignalTrack? Track(string name, SignalKind kind, string unit)
    {
        // A signal that is made of something else now is another signal under the old name.
        if (!Tracks.TryGetValue(name, out var track) || track.Kind != kind)
        {
            if (Tracks.Count >= LiveLimits.Signals) return null;
            Tracks[name] = track = new(name, kind, unit, Grid) { Remembers = Seen is null };
        }

        return track;
    }

    /// <summary>Takes what was seen last: reports may come in any order.</summary>
    public void Know(MigrationAccount account, DateTimeOffset at)
    {
        var key = (account.Probe, account.Instance);
        if (Migrations.TryGetValue(key, out var known) && known.At > at) return;
        Migrations[key] = (at, account);
        Seen?.Add(account, at);
    }

    public void Add(Sign sign)
    {
        if (Signs.Count >= LiveLimits.Signs) Signs.RemoveRange(0, LiveLimits.Signs / 4);
        Signs.Add(sign);
        Seen?.Add(sign);
    }

    public void Add(ProcessMark mark)
    {
        if (Processes.Count >= LiveLimits.ProcessMarks) Processes.RemoveRange(0, LiveLimits.ProcessMarks / 4);
        Processes.Add(mark);
        Seen?.Add(mark);
    }
}
