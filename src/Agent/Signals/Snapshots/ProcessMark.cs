namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>What one look saw of a process.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Instance">Instance, as its probe names it.</param>
/// <param name="ProcessId">Process id that is named or was seen; null where none is.</param>
/// <param name="Alive">Whether it exists; null where that could not be told.</param>
/// <param name="ExitCode">Exit code where the probe can know it; else null.</param>
internal readonly record struct ProcessMark(
    DateTimeOffset At, string Instance, int? ProcessId, bool? Alive, int? ExitCode)
{
    /// <summary>Hard evidence that the instance fails, in words; null for none.</summary>
    public string? Failure { get; init; }
}
