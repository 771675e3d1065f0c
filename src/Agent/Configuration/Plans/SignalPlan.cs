using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A signal of the operator's own, made from the samples of a probe.</summary>
internal sealed record SignalPlan
{
    public required string Name { get; init; }

    /// <summary>Name of the probe whose readings it is made from.</summary>
    public required string From { get; init; }

    /// <summary>Rate, gauge, ratio or latency.</summary>
    public required SignalKind Kind { get; init; }

    /// <summary>Name of the samples (a counter, a gauge), or of the histogram without its suffix.</summary>
    public required string Metric { get; init; }

    /// <summary>Labels that a sample must have; empty for all samples. A value may end in * for a prefix.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>For a ratio: labels of the bad ones among them; empty otherwise.</summary>
    public IReadOnlyDictionary<string, string> Bad { get; init; } = new Dictionary<string, string>();

    /// <summary>A total that is seen for the first time is only what is counted from, as with a server that was there
    /// long before the agent.</summary>
    public bool FirstIsBase { get; init; }

    /// <summary>How sentences tell of it; null for the usual words.</summary>
    public SignalWords? Words { get; init; }

    /// <summary>The probe whose kind brings it along, in words; null for the operator's own.</summary>
    public string? ToldBy { get; init; }

    /// <summary>Unit; null: from the name's suffix or the page.</summary>
    public string? Unit { get; init; }
}
