using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>All judges on one trial: as it was (variant 0) and with each fault (1 and on).</summary>
internal sealed record TrialRun
{
    public required Trial Trial { get; init; }

    /// <summary>Ours by place of the budget and variant; only variant 0 where no signal can show a fault.</summary>
    public required TrialVerdict[][] Ours { get; init; }

    /// <summary>By rival; empty where ours runs alone.</summary>
    public required RivalScores[] Rivals { get; init; }

    public Seen SeenByUs(int budget, int variant)
    {
        var verdict = Ours[budget][variant];
        var found = verdict.Decision is Decision.Rollback && verdict.Signal == Trial.Faulty;
        return new(verdict.Decision is Decision.Rollback, verdict.Decision is Decision.Promote, verdict.Cause,
            found ? verdict.AtPoint : null);
    }

    public Seen SeenBy(int rival, double threshold, int variant)
    {
        var scores = Rivals[rival];
        var found = Trial.Faulty is null ? null : scores.Faulty[variant].CrossedAt(threshold);
        var rolledBack = found is not null || scores.HighestOfOthers > threshold;
        return new(rolledBack, !rolledBack, null, found);
    }
}
