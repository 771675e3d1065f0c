using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>DESIGN section 2's table of verdicts: the first row that holds.</summary>
internal static class DecisionTable
{
    /// <summary>The word, and its cause where it is inconclusive.</summary>
    /// <remarks>What fails already before t0, or in the control as well, is no reason to end a watch early: until the
    /// window is over another rule may fail on the version's own account. A rollback never waits.</remarks>
    public static (Decision Decision, Cause? Cause) Decide(Standing at) => at switch
    {
        { Unwell: true } => Inconclusive(Cause.AgentUnwell),
        { IdentityConflict: true } => Inconclusive(Cause.IdentityConflict),
        { Superseded: true } => Inconclusive(Cause.Superseded),
        { Cancelled: true } => Inconclusive(Cause.Cancelled),
        { DeadlinePassed: true, Deployed: false } => Inconclusive(Cause.NotDeployed),
        { DeadlinePassed: true } => Inconclusive(Cause.Deadline),
        { Fails: true, AllPreExisting: true } => AtTheEnd(at, Cause.PreExisting),
        { Fails: true, AllShared: true } => AtTheEnd(at, Cause.SharedCause),
        { Fails: true, RollbackUnsafe: true } => Inconclusive(Cause.RollbackUnsafe),
        { Fails: true } => (Decision.Rollback, null),
        { Deployed: false } => (Decision.Pending, null),
        { Missing: { } cause } => AtTheEnd(at, cause),
        { Ended: true } or { MayPromote: true } => (Decision.Promote, null),
        _ => (Decision.Pending, null),
    };

    private static (Decision, Cause?) AtTheEnd(Standing at, Cause cause) =>
        at.Ended ? Inconclusive(cause) : (Decision.Pending, null);

    private static (Decision, Cause?) Inconclusive(Cause cause) => (Decision.Inconclusive, cause);
}
