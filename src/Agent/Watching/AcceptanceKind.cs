namespace Bellwether.Agent.Watching;

/// <summary>How a message was taken.</summary>
internal enum AcceptanceKind
{
    /// <summary>Something in it is wrong.</summary>
    Invalid,

    /// <summary>What it speaks of is not known here.</summary>
    NotFound,

    /// <summary>It contradicts what is known.</summary>
    Conflict,

    /// <summary>Said before; nothing changed.</summary>
    Known,

    /// <summary>Journaled and in force.</summary>
    Taken,
}
