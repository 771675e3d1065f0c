using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>How things stand: all that the table of verdicts asks about.</summary>
internal readonly record struct Standing
{
    public bool Unwell { get; init; }

    public bool IdentityConflict { get; init; }

    public bool Superseded { get; init; }

    public bool Cancelled { get; init; }

    /// <summary>t0 is known.</summary>
    public bool Deployed { get; init; }

    public bool DeadlinePassed { get; init; }

    /// <summary>A rule fails.</summary>
    public bool Fails { get; init; }

    /// <summary>Every rule that fails was failing before t0.</summary>
    public bool AllPreExisting { get; init; }

    /// <summary>Every rule that fails, and was not failing before, is failed by the control as well.</summary>
    public bool AllShared { get; init; }

    public bool RollbackUnsafe { get; init; }

    /// <summary>The window is over.</summary>
    public bool Ended { get; init; }

    /// <summary>The window is over, or it is a look late enough for a promote.</summary>
    public bool MayPromote { get; init; }

    /// <summary>What forbids a promote; null for nothing.</summary>
    public Cause? Missing { get; init; }
}
