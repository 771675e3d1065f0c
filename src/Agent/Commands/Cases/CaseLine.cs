using System.Text.Json;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>A <c>case</c> line: one deployment to be judged.</summary>
internal static class CaseLine
{
    /// <summary>Points of a window at most: a week of minutes.</summary>
    public const int MostWindowPoints = 10_080;

    private const double LeastBudget = 1e-9, MostBudget = 0.5;

    /// <summary>More than a hundredfold is a slip.</summary>
    private const double MostShare = 100;

    private static readonly string[] Keys =
    [
        "case", "series", "control", "at", "historyPoints", "signals", "observed", "baseline", "direction", "counts",
        "directions", "warmUpPoints", "windowPoints", "falseRollbackBudget", "allow", "tolerate", "critical",
    ];

    /// <exception cref="RefusedLineException">It is none.</exception>
    public static CaseDraft Read(ref Utf8JsonReader reader)
    {
        var draft = new CaseDraft();
        JsonValues.Object(ref reader, "", (ref Utf8JsonReader inner, string key) => Take(ref inner, key, draft));
        return draft;
    }

    private static void Take(ref Utf8JsonReader reader, string key, CaseDraft draft)
    {
        switch (key)
        {
            case "case":
                if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
                    throw JsonValues.Wrong(reader, key, "a number or a text");
                break;
            case "series": draft.Series = JsonValues.Text(ref reader, key); break;
            case "control": draft.Control = JsonValues.Text(ref reader, key); break;
            case "at": draft.At = JsonValues.Whole(ref reader, key, 0, int.MaxValue); break;
            case "historyPoints": draft.HistoryPoints = JsonValues.Whole(ref reader, key, 0, int.MaxValue); break;
            case "signals": draft.Signals = JsonValues.Names(ref reader, key); break;
            case "observed" when reader.TokenType == JsonTokenType.StartArray:
                draft.PairObserved = JsonValues.Levels(ref reader, key);
                break;
            case "observed": draft.Observed = JsonValues.Map(ref reader, key, JsonValues.Levels); break;
            case "baseline": draft.PairBaseline = JsonValues.Levels(ref reader, key); break;
            case "direction": draft.PairDirection = JsonValues.Direction(ref reader, key); break;
            case "counts": draft.Counts = JsonValues.Map(ref reader, key, Pairs); break;
            case "directions": draft.Directions = JsonValues.Map(ref reader, key, JsonValues.Direction); break;
            case "warmUpPoints": draft.WarmUpPoints = JsonValues.Whole(ref reader, key, 0, MostWindowPoints); break;
            case "windowPoints": draft.WindowPoints = JsonValues.Whole(ref reader, key, 2, MostWindowPoints); break;
            case "falseRollbackBudget":
                draft.FalseRollbackBudget = JsonValues.Number(ref reader, key, LeastBudget, MostBudget);
                break;
            case "allow": draft.Allow = JsonValues.Map(ref reader, key, Share); break;
            case "tolerate": draft.Tolerate = JsonValues.Map(ref reader, key, Share); break;
            case "critical": draft.Critical = JsonValues.Names(ref reader, key); break;
            default: throw CaseKeys.Unknown(key, Keys);
        }
    }

    private static CasePairs Pairs(ref Utf8JsonReader reader, string where)
    {
        CountPair[]? baseline = null, observed = null;
        JsonValues.Object(ref reader, where, (ref Utf8JsonReader inner, string key) =>
        {
            var inside = JsonValues.Inside(where, key);
            if (key == "baseline") baseline = JsonValues.Pairs(ref inner, inside);
            else if (key == "observed") observed = JsonValues.Pairs(ref inner, inside);
            else throw CaseKeys.Unknown(inside, [$"{where}.baseline", $"{where}.observed"]);
        });
        return new(baseline, observed);
    }

    private static double Share(ref Utf8JsonReader reader, string where) =>
        JsonValues.Number(ref reader, where, 0, MostShare);
}
