namespace Bellwether.Testing.Recording;

/// <summary>One second of one recorded program, as its clients and the kernel saw it.</summary>
internal sealed record RecordedSecond
{
    /// <summary>Begin of the second, in whole seconds since the Unix epoch.</summary>
    public required long Time { get; init; }

    /// <summary>Requests that ended in this second, in whatever way.</summary>
    public required long Requests { get; init; }

    /// <summary>Those of them that failed: answered with an error, refused, broken off, or not answered in
    /// time.</summary>
    public required long Errors { get; init; }

    /// <summary>Requests that were due, but not sent, because too many were under way.</summary>
    public required long Skipped { get; init; }

    /// <summary>Answered requests by duration: one count for each of <see cref="Bounds"/>, each its own, not added up;
    /// the last for those beyond all bounds. What was refused has no duration and is in none.</summary>
    public required IReadOnlyList<long> Buckets { get; init; }

    /// <summary>Processor time of the program and its children, in cores; null where that is not known.</summary>
    public double? Cpu { get; init; }

    /// <summary>Resident memory of the same, in bytes; shared pages count for each process. Null where it did not
    /// run.</summary>
    public double? ResidentBytes { get; init; }

    /// <summary>At the end of the second its port took a connection.</summary>
    public required bool Up { get; init; }

    /// <summary>In this second it was asked to end, to be started again.</summary>
    public required bool Restart { get; init; }

    /// <summary>Upper bounds of the buckets in seconds, ascending.</summary>
    public static IReadOnlyList<double> Bounds { get; } =
    [
        0.00025, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1,
        2.5, 5,
    ];
}
