namespace Bellwether.Probes.Statsd;

/// <summary>What became of a value, the worst last.</summary>
internal enum StatsdFate
{
    Taken,

    /// <summary>There are as many different ones as are kept.</summary>
    NoRoom,

    /// <summary>It is none.</summary>
    Malformed,
}
