using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Rules;

/// <summary>What is known of a signal from its name and the configuration, before any look.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Kind">Its kind; null where only the looks will tell.</param>
/// <param name="Unit">"ratio", "seconds", "bytes", "per-second", "looks", "restarts"; null where only the looks will
/// tell.</param>
/// <param name="Every">Gap between the looks it is made from.</param>
internal sealed record SignalFacts(string Name, SignalKind? Kind, string? Unit, TimeSpan Every)
{
    /// <summary>Whether it is a state of each look: it has no points.</summary>
    public bool IsState => Kind is SignalKind.State;

    /// <summary>What it is, for a sentence.</summary>
    public string Words => (Kind, Unit) switch
    {
        (SignalKind.State, "looks") => "is good or bad at each look",
        (SignalKind.State, _) => "counts restarts",
        (SignalKind.Latency, _) => "is a distribution of latencies",
        (SignalKind.Ratio, _) => "is a ratio",
        (SignalKind.Rate, _) => "is a rate",
        (SignalKind.Gauge, "seconds") => "is in seconds",
        (SignalKind.Gauge, not null) => $"is in {Unit}",
        _ => "is a level",
    };
}
