namespace Bellwether.Agent.Journal;

/// <summary>What the journal may take, and how long it keeps what is bulky.</summary>
internal sealed record JournalLimits
{
    /// <summary>Kind of the records that hold the points a verdict was judged on.</summary>
    public const string Judged = "judged";

    /// <summary>Kind of the records that hold what was learned when a deployment was announced.</summary>
    public const string Calibration = "calibration";

    /// <summary>Longest body of a record, in bytes. Default 1 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Room that <c>journal.db</c> may take, in bytes; beyond it bulky bodies are given up. Default 512
    /// MiB.</summary>
    public long MaxBytes { get; init; } = 512L << 20;

    /// <summary>Room that it never takes more than, whatever is written. Default 1 GiB; 0 for no limit.</summary>
    public long MaxBytesEver { get; init; } = 1L << 30;

    /// <summary>Room that is taken in good times for the last records of a full disk, in bytes. Default 256
    /// KiB.</summary>
    public int ReserveBytes { get; init; } = 256 << 10;

    /// <summary>How long bulky bodies are kept. Default 400 days.</summary>
    public TimeSpan KeepBulky { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Kinds of records that are bulky: only their bodies are ever given up. Default:
    /// <see cref="Judged"/> and <see cref="Calibration"/>.</summary>
    public IReadOnlyList<string> BulkyKinds { get; init; } = [Judged, Calibration];
}
