using System.Text;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Rehearsing;

/// <summary>A report as plain text.</summary>
internal static class RehearsalText
{
    public static string Of(RehearsalReport report)
    {
        var text = new StringBuilder();
        foreach (var fact in RehearsalWords.Facts(report)) text.Append(fact).Append('\n');
        text.Append('\n').Append(TextColumns.Of(Outcomes(report), left: 1));
        text.Append('\n').Append(TextColumns.Of(Rules(report), left: 4));
        foreach (var same in report.PerRule.GroupBy(rule => (rule.Sizes.IsDifference, rule.Sizes.Sign)))
            text.Append('\n').Append(TextColumns.Of(Faults([.. same]), left: 1));
        text.Append('\n');
        foreach (var caveat in RehearsalWords.Caveats) text.Append(caveat).Append('\n');
        return text.ToString().TrimEnd();
    }

    /// <summary>A cause in its own words.</summary>
    public static string Word(Cause cause) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName($"{cause}");

    private static List<string[]> Outcomes(RehearsalReport report) =>
    [
        ["of 100 deployments", "are", "95 % interval"],
        Outcome("rolled back", report.RolledBack),
        Outcome("promoted", report.Promoted),
        Outcome("inconclusive", report.Inconclusive),
        .. report.Causes.Select(of => Outcome($"  {Word(of.Cause)}", of.Share)),
    ];

    private static string[] Outcome(string word, Share share) =>
        [word, RehearsalWords.Percent(share.Value), RehearsalWords.Interval(share)];

    private static List<string[]> Rules(RehearsalReport report) =>
    [
        ["rule", "signal", "critical", "judged by", "rolls back", "95 % interval", "no promote", "half found",
            "90 of 100 found"],
        .. report.PerRule.Select(rule => new[]
        {
            rule.Rule.Name, rule.Rule.Signal, rule.Rule.Critical ? "yes" : "", rule.Method,
            RehearsalWords.Percent(rule.RolledBack.Value), RehearsalWords.Interval(rule.RolledBack),
            RehearsalWords.Percent(rule.Withheld.Value),
            RehearsalWords.Found(rule, 0.5), RehearsalWords.Found(rule, 0.9),
        }),
    ];

    private static List<string[]> Faults(IReadOnlyList<RuleRehearsal> rules) =>
    [
        ["found of 100, median points", .. Enumerable.Range(1, rules[0].Sizes.Sizes.Count - 1)
            .Select(rules[0].Sizes.Word)],
        .. rules.Select(rule => (string[])
        [
            rule.Rule.Name,
            .. rule.Faults.Skip(1).Select(fault => fault.MedianPoint is { } point
                ? $"{fault.Found.Value * 100:0} @{point,2}" : "0"),
        ]),
    ];
}
