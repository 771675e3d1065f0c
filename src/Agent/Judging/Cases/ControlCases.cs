using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>Cases with a control: instances on the old version at the same time, with or without a history.</summary>
internal static class ControlCases
{
    public static bool Covers(CaseQuestion question) => question.Control is not null || question.Baselines.Count > 0;

    public static CaseAnswer Judge(CaseQuestion question) => new()
    {
        Decision = Decision.Inconclusive,
        Cause = Cause.NoBaseline,
        AtPoint = question.WindowPoints,
        Evidence = [],
    };
}
