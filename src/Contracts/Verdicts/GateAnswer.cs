namespace Bellwether.Contracts.Verdicts;

/// <summary>What a gate, or somebody who awaits a verdict, is told.</summary>
public sealed record GateAnswer
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    public required int Attempt { get; init; }

    public required Phase Phase { get; init; }

    public required int Step { get; init; }

    /// <summary>What to do: in observe mode promote, whatever the verdict; pending while there is none.</summary>
    public required Decision Decision { get; init; }

    public Cause? Cause { get; init; }

    /// <summary>What a person should know beside it, such as "observe: would have rolled back"; null for
    /// nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The verdict's summary, or where the watch stands.</summary>
    public required string Summary { get; init; }

    /// <summary>The verdict as it was issued; null while pending.</summary>
    public VerdictIssued? Verdict { get; init; }

    /// <summary>The recovery's end, in the recovery phase; null before it and in other phases.</summary>
    public RecoveryAssessed? Recovery { get; init; }
}
