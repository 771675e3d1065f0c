namespace Bellwether.Testing.Hostile;

/// <summary>What a target does to whoever asks it.</summary>
internal enum HostileKind
{
    /// <summary>A byte a second, for ever.</summary>
    Trickle,

    /// <summary>Headers that never end, as fast as they are taken.</summary>
    EndlessHeader,

    /// <summary>1 GB, and it says so.</summary>
    Gigabyte,

    /// <summary>1 GB without a word on how much it is.</summary>
    GigabyteUntold,

    /// <summary>Chunks that never end.</summary>
    EndlessChunks,

    /// <summary>10 KB that are 10 MB, again and again.</summary>
    GzipBomb,

    /// <summary>A page of a million series.</summary>
    MillionSeries,

    /// <summary>A page that breaks off in its middle.</summary>
    HalfPage,

    /// <summary>It promises more than it sends.</summary>
    TooShort,

    /// <summary>It sends more than it promised.</summary>
    TooLong,

    /// <summary>It sends everybody to itself.</summary>
    RedirectLoop,

    /// <summary>It takes a greeting of TLS and says nothing.</summary>
    TlsStall,

    /// <summary>Nobody takes the connection that the kernel holds for it.</summary>
    SlowAccept,

    /// <summary>After a dozen good pages the same one for ever, as from a cache.</summary>
    FrozenPage,
}
