using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching;

/// <summary>What a verdict says beside the judgement.</summary>
internal sealed record VerdictSetting
{
    public required AgentIdentity Agent { get; init; }

    public required IReadOnlyList<string> Instances { get; init; }

    public required IReadOnlyList<string> RollbackUnsafe { get; init; }

    /// <summary>Who decided in the agent's place; null where nobody did.</summary>
    public string? OverriddenBy { get; init; }

    public required string JournalHead { get; init; }

    public required DateTimeOffset Now { get; init; }
}
