using System.Globalization;
using System.Net;
using System.Text;

namespace Bellwether.Agent.Rehearsing;

/// <summary>A report as one page that needs nothing from elsewhere: tables, and plots in its own markup.</summary>
internal static class RehearsalPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #1c2126; --paper: #fdfdfc; --faint: #8b939b; --line: #d6dade;
          --back: #c0392b; --good: #2e7d4f; --open: #c99a2e; --curve: #2563a8; --band: rgba(37, 99, 168, .18); }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e7ea; --paper: #15191d; --faint: #8b939b;
          --line: #353c43; --back: #e0655a; --good: #57b37c; --open: #e0b552; --curve: #6ea8e6;
          --band: rgba(110, 168, 230, .22); } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
        .table { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line);
          white-space: nowrap; } th { font-weight: 600; } .left { text-align: left; }
        .plots { display: flex; flex-wrap: wrap; gap: 1.2rem; } figure { margin: 0; } svg { display: block; }
        figcaption { font-size: .9rem; } svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
        svg .faint { fill: var(--faint); } .note { color: var(--faint); font-size: .9rem; }
        """;

    public static string Of(RehearsalReport report)
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Title(report)}</title>\n")
            .Append(CultureInfo.InvariantCulture, $"<style>\n{Style}\n</style>\n</head>\n<body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>{Title(report)}</h1>\n");
        foreach (var fact in RehearsalWords.Facts(report)) page.Append($"<p>{Safe(Sentence(fact))}</p>\n");
        page.Append("<h2>Of 100 deployments of a healthy version</h2>\n").Append(RehearsalPlots.Outcomes(report));
        Outcomes(page, report);
        page.Append("<h2>Rules</h2>\n");
        Rules(page, report);
        page.Append("<h2>Faults found</h2>\n<p>Share of pretend deployments in which a fault of that size is found,")
            .Append(" with its 95 % interval; below each size the points after which half of those are found.</p>\n")
            .Append("<div class=\"plots\">\n");
        foreach (var rule in report.PerRule) page.Append(RehearsalPlots.Faults(rule));
        page.Append("</div>\n<h2>What these figures do not say</h2>\n");
        foreach (var caveat in RehearsalWords.Caveats) page.Append($"<p class=\"note\">{Safe(caveat)}</p>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Names come from files: none of them can become markup.</summary>
    public static string Safe(string text) => WebUtility.HtmlEncode(text);

    private static string Title(RehearsalReport report) => Safe($"{report.Source}: these rules on this history");

    private static string Sentence(string fact) => char.ToUpperInvariant(fact[0]) + fact[1..] + ".";

    private static void Outcomes(StringBuilder page, RehearsalReport report)
    {
        Head(page, left: 1, "", "of 100", "95 % interval");
        Row(page, 1, "rolled back", report.RolledBack);
        Row(page, 1, "promoted", report.Promoted);
        Row(page, 1, "inconclusive", report.Inconclusive);
        foreach (var (cause, share) in report.Causes) Row(page, 1, $"· {RehearsalText.Word(cause)}", share);
        page.Append("</table></div>\n");
    }

    private static void Rules(StringBuilder page, RehearsalReport report)
    {
        Head(page, left: 4, "rule", "signal", "critical", "judged by", "rolls back", "95 % interval", "no promote",
            "half found", "90 of 100 found");
        foreach (var rule in report.PerRule)
            Row(page, 4, rule.Rule.Name, rule.Rule.Signal, rule.Rule.Critical ? "yes" : "", rule.Method,
                RehearsalWords.Percent(rule.RolledBack.Value), RehearsalWords.Interval(rule.RolledBack),
                RehearsalWords.Percent(rule.Withheld.Value), RehearsalWords.Found(rule, 0.5),
                RehearsalWords.Found(rule, 0.9));
        page.Append("</table></div>\n");
    }

    private static void Head(StringBuilder page, int left, params string[] cells)
    {
        page.Append("<div class=\"table\"><table>\n<tr>");
        for (var i = 0; i < cells.Length; i++)
            page.Append(i < left ? "<th class=\"left\">" : "<th>").Append(Safe(cells[i])).Append("</th>");
        page.Append("</tr>\n");
    }

    private static void Row(StringBuilder page, int left, string word, Share share) =>
        Row(page, left, word, RehearsalWords.Percent(share.Value), RehearsalWords.Interval(share));

    private static void Row(StringBuilder page, int left, params string[] cells)
    {
        page.Append("<tr>");
        for (var i = 0; i < cells.Length; i++)
            page.Append(i < left ? "<td class=\"left\">" : "<td>").Append(Safe(cells[i])).Append("</td>");
        page.Append("</tr>\n");
    }
}
