namespace Bellwether.Probes.Programs;

/// <summary>How a program ended.</summary>
internal sealed record ProgramEnd
{
    /// <summary>Its exit code; null where a signal ended it, or nobody knows.</summary>
    public int? Code { get; init; }

    /// <summary>The signal that ended it; null where none did.</summary>
    public int? Signal { get; init; }

    /// <summary>Its time was over and it was ended, with all that it had started.</summary>
    public bool IsLate { get; init; }

    /// <summary>It wrote more than is kept.</summary>
    public bool IsFull { get; init; }

    public byte[] Output { get; init; } = [];

    public byte[] Errors { get; init; } = [];
}
