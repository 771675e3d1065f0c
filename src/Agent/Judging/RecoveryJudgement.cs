using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>What the judge makes of a service whose old version was put back.</summary>
/// <param name="State">Pending until it can be said for good.</param>
/// <param name="Evidence">The rules that had failed, as they are now; in their order.</param>
/// <param name="Summary">One plain sentence.</param>
internal sealed record RecoveryJudgement(RecoveryState State, IReadOnlyList<Evidence> Evidence, string Summary);
