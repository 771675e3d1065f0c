using Bellwether.Agent.Judging.Rules.Compare;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>What all signals of a case share.</summary>
internal sealed record CaseScene
{
    public required int WarmUp { get; init; }

    public required int Window { get; init; }

    /// <summary>Numbers of points after t0 at which statistics look, ascending.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>Earliest look at which a promote may come.</summary>
    public required int MinWatch { get; init; }

    /// <summary>Nats, weights included, that a rollback takes.</summary>
    public required double Needed { get; init; }

    public static CaseScene Of(CaseQuestion question, IReadOnlyList<CaseSignal> signals)
    {
        var spent = signals.Any(signal => signal.Day is not null) ? CompareByE5.FalseRollbackRate : 0;
        return new()
        {
            WarmUp = question.WarmUpPoints,
            Window = question.WindowPoints,
            Looks = LookSchedule.Of(question.WarmUpPoints, question.WindowPoints),
            MinWatch = question.MinWatchPoints ?? question.WindowPoints,
            Needed = Budget.Needed(spent, question.FalseRollbackBudget),
        };
    }

    /// <summary>Share of the points since the warm-up that have data, up to a point; 0 where none counts yet.</summary>
    public double CoverageOf(bool[] seen, int point)
    {
        var with = 0;
        for (var i = WarmUp; i < point; i++) with += seen[i] ? 1 : 0;
        return point > WarmUp ? (double)with / (point - WarmUp) : 0;
    }
}
