namespace Bellwether.Probes.Otlp;

/// <summary>What became of a point.</summary>
internal enum PointFate
{
    Taken,

    /// <summary>Taken, and its process began after the point before.</summary>
    OfANewProcess,

    /// <summary>It was sent before; the sender is told nothing.</summary>
    Known,

    /// <summary>Another process sends under the same instance by now.</summary>
    OfAProcessBefore,
}
