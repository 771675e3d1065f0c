namespace Bellwether.Agent.Signals.Live;

/// <summary>A sidecar that reports an instance, as far as its reports are known.</summary>
internal sealed class Reporter(string instance)
{
    public string Instance { get; } = instance;

    /// <summary>When the run began whose reports come; null before the first.</summary>
    public DateTimeOffset? Run { get; set; }

    /// <summary>Number of its last report.</summary>
    public long Sequence { get; set; }

    /// <summary>Everything before is reported; what comes for it again is known already.</summary>
    public DateTimeOffset Until { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Looks up to here are told, if only as missing ones.</summary>
    public DateTimeOffset MarkedUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Reports of the run that never came.</summary>
    public long Missing { get; set; }

    public DateTimeOffset HeardAt { get; set; }

    /// <summary>Signals that tell whether its instance answers.</summary>
    public HashSet<string> Up { get; } = new(StringComparer.Ordinal);
}
