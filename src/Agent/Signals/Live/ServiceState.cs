using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>All that is known of one service. Whoever touches it holds its lock.</summary>
internal sealed class ServiceState(WatchPlan plan)
{
    public Lock Lock { get; } = new();

    public WatchPlan Plan { get; } = plan;

    public Grid Grid { get; } = new(plan.Policy.Interval);

    public Dictionary<string, SignalTrack> Tracks { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Probe, string Instance), Target> Targets { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<Sign> Signs { get; } = [];

    /// <summary>Treated instances, oldest first.</summary>
    public List<ProcessMark> Processes { get; } = [];

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
            Tracks[name] = track = new(name, kind, unit, Grid);
        }

        return track;
    }

    public void Add(Sign sign)
    {
        if (Signs.Count >= LiveLimits.Signs) Signs.RemoveRange(0, LiveLimits.Signs / 4);
        Signs.Add(sign);
    }

    public void Add(ProcessMark mark)
    {
        if (Processes.Count >= LiveLimits.ProcessMarks) Processes.RemoveRange(0, LiveLimits.ProcessMarks / 4);
        Processes.Add(mark);
    }
}
