namespace Bellwether.Probes.Logs.Messages;

/// <summary>When an error is new, and how many signatures are remembered.</summary>
internal sealed record SignatureLimits
{
    /// <summary>Signatures that are remembered.</summary>
    public const int Most = 4096;

    /// <summary>New ones whose text is kept.</summary>
    public const int MostFresh = 256;

    /// <summary>New ones that are quoted.</summary>
    public const int MostQuoted = 3;

    /// <summary>Characters of a signature that are quoted: a verdict has room for one.</summary>
    public const int LongestQuote = 110;

    /// <summary>What was not seen for so long is forgotten when there is no room.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(30);

    /// <summary>How long a slot is.</summary>
    public static readonly TimeSpan Slot = TimeSpan.FromMinutes(10);

    /// <summary>A new one that is not seen for so many looks has stopped, at least and at most after so long.</summary>
    private const int StopsAfterLooks = 12;
    private static readonly TimeSpan StopsAtLeast = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopsAtMost = TimeSpan.FromMinutes(1);

    /// <summary>A new one that is not seen for so long begins anew.</summary>
    public static readonly TimeSpan OverAfter = TimeSpan.FromMinutes(30);

    /// <summary>Moments at which a new one must have been seen: what a start or a stop writes comes at once.</summary>
    public const int LeastMoments = 3;

    /// <summary>Time from the very first look in which all is known.</summary>
    public required TimeSpan Learn { get; init; }

    /// <summary>Times that a new one must have been seen.</summary>
    public required int AtLeast { get; init; }

    /// <summary>Gap between looks: two moments are at least as far apart.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>A new one that is not seen for so long has stopped: 10 s to 1 min, by the gap between looks. Whoever
    /// looks every second watches for a short while, and what was put back has to be seen to be well within
    /// it.</summary>
    public TimeSpan StopsAfter => StopsAfterLooks * Every is var looks && looks < StopsAtLeast ? StopsAtLeast
        : looks < StopsAtMost ? looks : StopsAtMost;
}
