using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>The verdicts of all the stories, counted.</summary>
internal sealed record DemoTally
{
    /// <summary>Share of the good versions that must be promoted, and of recoveries that must be confirmed.</summary>
    private const double Share = 0.9;

    /// <summary>Stories begun.</summary>
    public int Runs { get; private init; }

    /// <summary>Stories that broke off.</summary>
    public int Unfinished { get; private init; }

    /// <summary>Faulty versions deployed.</summary>
    public int Faulty { get; private init; }

    /// <summary>Faulty versions with another verdict than they deserve, or none.</summary>
    public int Wrong { get; private init; }

    public int Promoted { get; private init; }

    public int RolledBack { get; private init; }

    /// <summary>Good versions that were neither promoted nor rolled back.</summary>
    public int Undecided { get; private init; }

    public int Undone { get; private init; }

    public int Recovered { get; private init; }

    private int Good => Promoted + RolledBack + Undecided;

    public bool IsRight =>
        Runs > 0 && Unfinished == 0 && Wrong == 0 && RolledBack == 0
        && Promoted >= Share * Good && Recovered >= Share * Undone;

    /// <param name="outcomes">A story's outcomes.</param>
    /// <param name="finished">Whether it was told to its end.</param>
    public DemoTally With(IReadOnlyList<DemoOutcome> outcomes, bool finished)
    {
        var good = outcomes.Where(o => o.Deployed.IsGood).Select(o => o.Verdict?.Decision).ToArray();
        var promoted = good.Count(decision => decision == Decision.Promote);
        var rolledBack = good.Count(decision => decision == Decision.Rollback);
        return this with
        {
            Runs = Runs + 1,
            Unfinished = Unfinished + (finished ? 0 : 1),
            Faulty = Faulty + outcomes.Count(o => !o.Deployed.IsGood),
            Wrong = Wrong + outcomes.Count(o => !o.Deployed.IsGood && !o.IsVerdictRight),
            Promoted = Promoted + promoted,
            RolledBack = RolledBack + rolledBack,
            Undecided = Undecided + good.Length - promoted - rolledBack,
            Undone = Undone + outcomes.Count(o => o.WasUndone),
            Recovered = Recovered + outcomes.Count(o => o.WasUndone && o.HasRecovered),
        };
    }

    public override string ToString() =>
        $"{Runs} told, {Unfinished} broken off; faulty versions: {Wrong} wrong of {Faulty}; good version: "
        + $"{Promoted} promoted, {RolledBack} rolled back, {Undecided} inconclusive; "
        + $"recoveries: {Recovered} confirmed of {Undone}";
}
