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

    /// <summary>What a ratio counts, or a latency measures, in the plural; default requests.</summary>
    public string Counts { get; init; } = "requests";

    /// <summary>For a ratio: what the bad ones did, after their number; default "failed".</summary>
    public string Did { get; init; } = "failed";

    /// <summary>What has happened where the limit of <see cref="Rule"/> is broken, as a sentence for a person on call
    /// ("writes were refused: the memory is full"); null where the level says it.</summary>
    public string? Happened { get; init; }

    /// <summary>The rule that holds where the file has no rules; null: the signal is shown, and not judged.</summary>
    public StandardRule? Rule { get; init; }

    /// <summary>The level of the readings of its own name.</summary>
    public static ProbeSignal Gauge(string name, string unit, StandardRule? rule = null, string? happened = null) =>
        new()
        {
            Name = name,
            Kind = SignalKind.Gauge,
            Reading = name,
            Unit = unit,
            Rule = rule,
            Happened = happened,
        };

    /// <summary>How much the totals of its own name grow in a second.</summary>
    public static ProbeSignal Rate(string name, StandardRule? rule = null, string? happened = null) =>
        new()
        {
            Name = name,
            Kind = SignalKind.Rate,
            Reading = name,
            Unit = "per-second",
            Rule = rule,
            Happened = happened,
        };
}
