namespace Bellwether.Agent.Bus;

/// <summary>What became of a message from the bus.</summary>
internal enum HeardKind
{
    /// <summary>It cannot be read, or is not allowed, or contradicts what is known: it is set aside.</summary>
    Refused,

    /// <summary>It speaks of what another agent watches.</summary>
    NotOurs,

    /// <summary>Said before; nothing changed.</summary>
    Known,

    /// <summary>Journaled and in force.</summary>
    Taken,
}
