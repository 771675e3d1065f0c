namespace Bellwether.Agent.Judging;

/// <summary>What the shell knows beside the points, and what outranks them. The default is an ordinary watch under
/// way.</summary>
internal sealed record Circumstances
{
    /// <summary>A version that some instances still name although all were to be replaced; null where none
    /// does.</summary>
    public string? AlsoRuns { get; init; }

    /// <summary>What is wrong with the agent itself, in words; null where it is well.</summary>
    public string? Unwell { get; init; }

    /// <summary>Another agent claims this one's id.</summary>
    public bool IdentityConflict { get; init; }

    /// <summary>Id of the deployment that took this one's place; null for none.</summary>
    public string? SupersededBy { get; init; }

    public bool Cancelled { get; init; }

    /// <summary>The deadline of this step, or of the whole deployment, has passed.</summary>
    public bool DeadlinePassed { get; init; }

    /// <summary>Bake: when the version was promoted, UTC; null: at the end of the window.</summary>
    public DateTimeOffset? PromotedAt { get; init; }

    /// <summary>The previous version, where all instances still name it; null where they do not, or name
    /// none.</summary>
    public string? StillRuns { get; init; }

    /// <summary>Why undoing is unsafe, one sentence each; empty where it is safe.</summary>
    public IReadOnlyList<string> RollbackUnsafe { get; init; } = [];
}
