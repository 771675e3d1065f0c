using System.Globalization;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Rehearsing;

/// <summary>The parts of a report that are sentences, for text and page alike.</summary>
internal static class RehearsalWords
{
    /// <summary>What the report is about, what was done, and how much it is worth; one sentence each.</summary>
    public static IReadOnlyList<string> Facts(RehearsalReport of)
    {
        var days = of.Grid.Points * of.Grid.Interval.TotalDays;
        var (least, most) = of.HistoryDays;
        var few = of.Deployments < of.Wanted ? $" ({of.Wanted} were asked for; there is no room for more)" : "";
        var masked = of.Masked > 0 ? $", {of.Masked} of them masked" : "";
        return
        [
            $"{of.Source}: {of.Grid.Points} points of {Time(of.Grid.Interval)} from {UtcInstant.Format(of.Grid.Start)},"
                + $" {days.ToString("0.#", CultureInfo.InvariantCulture)} days{masked}; {of.Rules.Rules.Count} rules",
            $"{of.Deployments} pretend deployments at random times (seed {of.Seed}){few}, each judged on the"
                + $" {Days(least)} to {Days(most)} days before it and on nothing later",
            $"warm-up {Time(of.Rules.WarmUp * of.Grid.Interval)}, window {Time(of.Rules.Window * of.Grid.Interval)},"
                + $" false-rollback budget {Percent(of.Rules.FalseRollbackBudget)} %",
            $"windows overlap: side by side they are {of.Windows}, and the intervals are no narrower than for so many"
                + " independent deployments",
            .. of.Rules.Notes,
        ];
    }

    /// <summary>What these figures do not say.</summary>
    public static IReadOnlyList<string> Caveats { get; } =
    [
        "The budget bounds rollbacks by statistics, on days like these: a real deployment restarts the service, and a"
            + " pretend one does not.",
        "A fault here is a level that is shifted from the first point on (for errors: so many more of all requests);"
            + " one that begins late or comes and goes is found later, or not.",
        "What was wrong in this history without being masked counts as normal, and as a false rollback where it was"
            + " found.",
    ];

    /// <summary>"1.4 %" as a number with one decimal.</summary>
    public static string Percent(double share) =>
        double.IsNaN(share) ? "-" : (share * 100).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>"0.6 to 3.1".</summary>
    public static string Interval(Share share) => $"{Percent(share.Low)} to {Percent(share.High)}";

    /// <summary>"+38 % after 9 points", "more than +200 %".</summary>
    public static string Found(RuleRehearsal rule, double share) => rule.SmallestFound(share) is { } found
        ? $"{rule.Sizes.Word(found.Size)}{(found.IsMost ? " or less" : "")} after {found.Point}"
        : $"beyond {rule.Sizes.Word(rule.Sizes.Sizes.Count - 1)}";

    /// <summary>"1m", "15s", "1h30m".</summary>
    public static string Time(TimeSpan time)
    {
        var text = time.Days > 0 ? $"{time.Days}d" : "";
        if (time.Hours > 0) text += $"{time.Hours}h";
        if (time.Minutes > 0) text += $"{time.Minutes}m";
        return time.Seconds > 0 || text.Length == 0 ? $"{text}{time.Seconds}s" : text;
    }

    private static string Days(double days) => days.ToString("0.0", CultureInfo.InvariantCulture);
}
