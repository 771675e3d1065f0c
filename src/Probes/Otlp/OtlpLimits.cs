namespace Bellwether.Probes.Otlp;

/// <summary>What is kept of what applications send.</summary>
internal static class OtlpLimits
{
    /// <summary>Attributes of a point; one with more is refused.</summary>
    public const int Attributes = 32;

    /// <summary>Characters of a name; a metric with a longer one is refused.</summary>
    public const int NameLength = 255;

    /// <summary>Characters of an attribute's value; a point with a longer one is refused.</summary>
    public const int ValueLength = 1_024;

    /// <summary>A point that is older than the one before by less is one that was sent again; by more, the sender's
    /// clock was set. In nanoseconds: 10 minutes.</summary>
    public const ulong Resent = 600_000_000_000;

    /// <summary>Gap between two pushes where none was seen yet: what the libraries take by default.</summary>
    public static readonly TimeSpan UsualGap = TimeSpan.FromSeconds(60);

    /// <summary>So many gaps without a push are silence.</summary>
    public const int GapsOfSilence = 3;

    /// <summary>Longest time that is waited for the next push.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    /// <summary>A series that was not sent for so long makes room where there is none.</summary>
    public static readonly TimeSpan SeriesIdle = TimeSpan.FromMinutes(15);
}
