using Bellwether.Agent.Commands.Backup;
using Bellwether.Agent.Commands.History;

namespace Bellwether.Agent.Commands.Local;

/// <summary>What the commands that ask no agent call: Program joins them with the rooms that do the work.</summary>
/// <remarks>Each ends with an exit code; a fault that the user can mend is a
/// <see cref="CommandFailedException"/>.</remarks>
internal sealed record LocalParts
{
    public Func<RunRequest, Terminal, CancellationToken, Task<int>> Run { get; init; } = Missing<RunRequest>("run");

    public Func<DemoRequest, Terminal, CancellationToken, Task<int>> Demo { get; init; } = Missing<DemoRequest>("demo");

    public Func<CheckRequest, Terminal, CancellationToken, Task<int>> Check { get; init; } =
        Missing<CheckRequest>("check");

    public Func<DiscoverRequest, Terminal, CancellationToken, Task<int>> Discover { get; init; } =
        Missing<DiscoverRequest>("discover");

    public Func<InitRequest, Terminal, CancellationToken, Task<int>> Init { get; init; } = Missing<InitRequest>("init");

    public Func<AuditRequest, Terminal, CancellationToken, Task<int>> AuditVerify { get; init; } =
        Missing<AuditRequest>("audit verify");

    /// <summary>A deployment of the journal once more.</summary>
    public Func<ReplayRequest, Terminal, CancellationToken, Task<int>> Replay { get; init; } =
        Missing<ReplayRequest>("replay");

    /// <summary>Deployments, real or pretend ones, on a table or on the stored history.</summary>
    public Func<RehearsalRequest, Terminal, CancellationToken, Task<int>> Rehearse { get; init; } =
        Missing<RehearsalRequest>("replay --csv");

    public Func<ImportRequest, Terminal, CancellationToken, Task<int>> HistoryImport { get; init; } =
        Missing<ImportRequest>("history import");

    public Func<ExportRequest, Terminal, CancellationToken, Task<int>> HistoryExport { get; init; } =
        Missing<ExportRequest>("history export");

    /// <summary>A backup that was made is kept elsewhere.</summary>
    public Func<KeepRequest, Terminal, CancellationToken, Task<int>> KeepBackup { get; init; } =
        Missing<KeepRequest>("backup --to");

    public Func<RestoreRequest, Terminal, CancellationToken, Task<int>> Restore { get; init; } =
        Missing<RestoreRequest>("restore");

    private static Func<T, Terminal, CancellationToken, Task<int>> Missing<T>(string name) => (_, _, _) =>
        throw new CommandFailedException($"this build has no `{name}`") { ExitCode = ExitCodes.Fault };
}
