using Bellwether.Contracts.Signals;

namespace Bellwether.Probes;

/// <summary>One signal that a kind of probe makes of its readings, beside whether the target answers.</summary>
/// <remarks>A probe brings totals and levels as they are; the agent counts from look to look, and knows resets and
/// gaps.</remarks>
public sealed record ProbeSignal
{
    /// <summary>Its name after the probe's: <c>deadlocks</c> is <c>db.deadlocks</c>. Lower-case letters, digits, '-'
    /// and '.'; unique within the probe.</summary>
    public required string Name { get; init; }

    /// <summary>Rate and ratio of counters, gauge of a level (one reading a signal), latency of a histogram.</summary>
    public required SignalKind Kind { get; init; }

    /// <summary>Name of the readings; for a latency without <c>_bucket</c>.</summary>
    public required string Reading { get; init; }

    /// <summary><c>per-second</c> for a rate, <c>ratio</c>, <c>seconds</c>, <c>bytes</c>, or a word of its
    /// own.</summary>
    public required string Unit { get; init; }

    /// <summary>Labels that a reading must have; empty for all.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>For a ratio: labels of the bad ones among them; empty otherwise.</summary>
    public IReadOnlyDictionary<string, string> Bad { get; init; } = new Dictionary<string, string>();

    /// <summary>The rule that holds where the file has no rules; null: the signal is shown, and not judged.</summary>
    public StandardRule? Rule { get; init; }

    /// <summary>The level of the readings of its own name.</summary>
    public static ProbeSignal Gauge(string name, string unit, StandardRule? rule = null) =>
        new() { Name = name, Kind = SignalKind.Gauge, Reading = name, Unit = unit, Rule = rule };

    /// <summary>How much the totals of its own name grow in a second.</summary>
    public static ProbeSignal Rate(string name, StandardRule? rule = null) =>
        new() { Name = name, Kind = SignalKind.Rate, Reading = name, Unit = "per-second", Rule = rule };
}
