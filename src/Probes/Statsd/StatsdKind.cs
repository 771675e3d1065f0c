namespace Bellwether.Probes.Statsd;

/// <summary>What a line is.</summary>
internal enum StatsdKind
{
    Counter,
    Gauge,

    /// <summary>Milliseconds.</summary>
    Timer,

    /// <summary>Numbers of any unit: histograms and distributions.</summary>
    Distribution,

    /// <summary>How many different values.</summary>
    Set,
}
