using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>The judge: points and looks in, a word with its reasons out. Pure: the same question has the same answer,
/// always.</summary>
internal static class Judge
{
    /// <summary>The watch so far; asked at every interval, before t0 too. Pending while it is open, final at the
    /// window's end.</summary>
    public static Judgement Watch(WatchCase asked) => WatchJudge.Judge(asked);

    /// <summary>The bake so far: rollback, pending, or promote once its time is over (confirmed).</summary>
    public static Judgement Bake(WatchCase asked) => BakeJudge.Judge(asked);

    /// <summary>The recovery so far; the snapshot's t0 is the first sign of the version that was put back.</summary>
    /// <param name="asked">Plan and snapshot; the window in which the rules failed is masked in it.</param>
    /// <param name="failed">Evidence of the rollback; what had not failed is left out.</param>
    public static RecoveryJudgement Recovery(WatchCase asked, IReadOnlyList<Evidence> failed) =>
        RecoveryJudge.Judge(asked, failed);

    /// <summary>What speaks against starting a deployment now; empty for nothing. The snapshot has no t0.</summary>
    public static IReadOnlyList<PreflightReason> Preflight(JudgePlan plan, WatchSnapshot snapshot) =>
        PreflightJudge.Judge(plan, snapshot);
}
