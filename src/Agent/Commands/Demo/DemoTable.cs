using System.Text;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>The verdicts as a table of plain text, and below it each verdict's sentence.</summary>
/// <remarks>The times are those from the announcement and from the version's first sign to the verdict. Without lines
/// and colours: it reads the same in a terminal, in a pipe and in a file.</remarks>
internal static class DemoTable
{
    private const string Gap = "  ";

    private static readonly string[] Heads =
        ["version", "what is wrong with it", "it deserves", "verdict", "announced", "first sign", "put back"];

    public static string Of(IReadOnlyList<DemoOutcome> outcomes)
    {
        string[][] rows = [Heads, .. outcomes.Select(Row)];
        var widths = Enumerable.Range(0, Heads.Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendLine(string.Join(Gap, row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
            if (row == Heads) text.AppendLine(string.Join(Gap, widths.Select(width => new string('-', width))));
        }

        text.AppendLine("(announced, first sign: time from there to the verdict)").AppendLine();
        foreach (var outcome in outcomes)
        {
            text.AppendLine($"{outcome.Deployed.Version}  {outcome.Verdict?.Summary ?? "no verdict"}");
            if (outcome.Complaint is { } complaint) text.AppendLine($"     NOT AS IT SHOULD BE: {complaint}");
        }

        return text.ToString().TrimEnd();
    }

    private static string[] Row(DemoOutcome outcome) =>
    [
        outcome.Deployed.Version,
        outcome.Deployed.Fault,
        DemoWords.Verdict(outcome.Deployed.Expected, outcome.Deployed.ExpectedCause)
            + (outcome.Deployed.AtOnce ? " at once" : ""),
        outcome.Verdict is { } verdict
            ? DemoWords.Verdict(verdict.Decision, verdict.Cause) + (outcome.IsAtOnce ? " at once" : "")
            : "none",
        DemoWords.Seconds(outcome.SinceAnnounced),
        DemoWords.Seconds(outcome.SinceFirstSign),
        outcome.WasUndone ? outcome.HasRecovered ? "recovered" : "unconfirmed" : "-",
    ];
}
