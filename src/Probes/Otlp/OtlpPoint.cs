namespace Bellwether.Probes.Otlp;

/// <summary>A point as it was sent. Which of its members count, its metric's kind tells.</summary>
internal sealed class OtlpPoint
{
    /// <summary>Names as they were sent, in that order.</summary>
    public List<KeyValuePair<string, string>> Attributes { get; } = [];

    /// <summary>Nanoseconds since 1970 by the sender's clock; 0 where it does not say.</summary>
    public ulong Start { get; set; }

    /// <summary>Nanoseconds since 1970 by the sender's clock.</summary>
    public ulong Time { get; set; }

    /// <summary>The sender has nothing for this series now.</summary>
    public bool IsEmpty { get; set; }

    public double Value { get; set; }

    public double Count { get; set; }

    /// <summary>NaN where it was not sent.</summary>
    public double Sum { get; set; } = double.NaN;

    public List<double> Bounds { get; } = [];

    public List<double> Counts { get; } = [];

    public ExponentialCounts? Exponential { get; set; }
}
