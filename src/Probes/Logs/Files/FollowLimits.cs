namespace Bellwether.Probes.Logs.Files;

/// <summary>How much of its files a target is read for.</summary>
internal sealed record FollowLimits
{
    /// <summary>Files that are followed at once; the ones written to last go before.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes of all files that one look reads.</summary>
    public required long LookBytes { get; init; }

    /// <summary>Bytes of a line that are kept.</summary>
    public required int LineBytes { get; init; }

    /// <summary>Bytes of each file's past that may be learned from; 0 for none.</summary>
    public long PastBytes { get; init; }
}
