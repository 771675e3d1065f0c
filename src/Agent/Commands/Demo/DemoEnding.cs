namespace Bellwether.Agent.Commands.Demo;

/// <summary>The words at the end of a story.</summary>
internal static class DemoEnding
{
    public static string Text(
        IReadOnlyList<DemoOutcome> outcomes, TimeSpan took, (TimeSpan Story, TimeSpan AtOnce) aims)
    {
        var lines = new List<string> { "" };
        if (outcomes.Count > 0) lines.AddRange([DemoTable.Of(outcomes), ""]);
        foreach (var outcome in outcomes.Where(o => o.Deployed.AtOnce && o.SinceAnnounced is not null))
            lines.Add($"version {outcome.Deployed.Version} was called after {DemoWords.Seconds(outcome.SinceAnnounced)}"
                + Aim(outcome.SinceAnnounced!.Value, aims.AtOnce));
        lines.Add($"the story took {DemoWords.Clock(took)}{Aim(took, aims.Story)}");
        var right = outcomes.Count(outcome => outcome.Complaint is null);
        lines.Add($"{right} of {DemoVersion.All.Count} versions got what they deserve");
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The story in one line, for the case that it is told many times.</summary>
    public static string Line(IReadOnlyList<DemoOutcome> outcomes, int seed, TimeSpan took)
    {
        var verdicts = outcomes.Select(outcome =>
            $"{outcome.Deployed.Version} {Verdict(outcome)} {DemoWords.Seconds(outcome.SinceAnnounced)}"
            + Mark(outcome));
        return string.Join(" | ", verdicts.Prepend($"seed {seed} in {DemoWords.Clock(took)}"));
    }

    /// <summary>How to look at what was kept.</summary>
    public static string LookAgain(DemoPlaces places, DemoFolder folder, Uri? agent)
    {
        var at = agent is null ? "" : $" --agent {DemoConfiguration.Root(agent)}";
        string[] lines =
        [
            $"kept in {folder.Path}: the configuration, the journal, and the logs. To look at the verdicts again:",
            $"  {Quoted(places.Bellwether)} run --config {Quoted(folder.Configuration)} &",
            $"  {Quoted(places.Bellwether)} status{at}",
            $"  {Quoted(places.Bellwether)} status {DemoVersion.All[^1].DeploymentId} --json{at}",
            $"  {Quoted(places.Bellwether)} audit verify --state {Quoted(folder.State)}",
        ];
        return string.Join(Environment.NewLine, lines);
    }

    public static string LookAgainLater(DemoPlaces places) =>
        "Nothing was left behind. To look at the verdicts again, keep them: "
        + $"{Quoted(places.Bellwether)} demo --keep FOLDER";

    private static string Aim(TimeSpan took, TimeSpan aim) =>
        took <= aim ? $" (aim: within {DemoWords.Clock(aim)})" : $" (MISSED the aim of {DemoWords.Clock(aim)})";

    private static string Verdict(DemoOutcome outcome) => outcome.Verdict is { } verdict
        ? DemoWords.Verdict(verdict.Decision, verdict.Cause) + (outcome.IsAtOnce ? " at once" : "")
        : "no verdict";

    private static string Mark(DemoOutcome outcome) => outcome.Complaint is { } complaint ? $" [{complaint}]" : "";

    private static string Quoted(string path) =>
        path.All(letter => char.IsLetterOrDigit(letter) || letter is '/' or '.' or '-' or '_') ? path
            : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
