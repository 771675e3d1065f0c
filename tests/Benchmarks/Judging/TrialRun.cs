using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>All judges on one trial: as it was (variant 0) and with each fault (1 and on).</summary>
internal sealed record TrialRun
{
    public required Trial Trial { get; init; }

    /// <summary>Ours by place of the budget and variant; null where it was not asked yet.</summary>
    public required TrialVerdict?[][] Ours { get; init; }

    /// <summary>Asks ours: place of the budget, and variant.</summary>
    public required Func<int, int, TrialVerdict> Ask { get; init; }

    /// <summary>By rival; empty where ours runs alone.</summary>
    public required RivalScores[] Rivals { get; init; }

    public Seen SeenByUs(int budget, int variant)
    {
        var verdict = Verdict(budget, variant);
        var found = verdict.Decision is Decision.Rollback && verdict.Signal == Trial.Faulty;
        return new(verdict.Decision is Decision.Rollback, verdict.Decision is Decision.Promote, verdict.Cause,
            found ? verdict.AtPoint : null);
    }

    /// <summary>Ours on one variant. Of one run only one thread may ask.</summary>
    public TrialVerdict Verdict(int budget, int variant) => Ours[budget][variant] ??= Ask(budget, variant);

    public Seen SeenBy(int rival, double threshold, int variant)
    {
        var scores = Rivals[rival];
        var found = Trial.Faulty is null ? null : scores.Faulty[variant].CrossedAt(threshold);
        var rolledBack = found is not null || scores.HighestOfOthers > threshold;
        return new(rolledBack, !rolledBack, null, found);
    }
}
