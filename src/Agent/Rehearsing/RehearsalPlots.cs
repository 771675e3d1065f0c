using System.Globalization;
using System.Text;

namespace Bellwether.Agent.Rehearsing;

/// <summary>The plots of a report, as markup inside its page.</summary>
internal static class RehearsalPlots
{
    private const int Width = 340;
    private const int Height = 215;
    private const int Left = 34;
    private const int Right = 12;
    private const int Top = 12;
    private const int Bottom = 42;

    /// <summary>One bar: rolled back, promoted, inconclusive.</summary>
    public static string Outcomes(RehearsalReport report)
    {
        const int width = 700;
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {width} 54\" width=\"{width}\" style=\"max-width:100%\""
            + " role=\"img\" aria-label=\"Outcomes\">\n");
        double from = 0;
        foreach (var (word, share, colour) in new[]
        {
            ("rolled back", report.RolledBack, "back"), ("promoted", report.Promoted, "good"),
            ("inconclusive", report.Inconclusive, "open"),
        })
        {
            var wide = share.Value * width;
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(from)}\" y=\"0\" width=\"{N(wide)}\" height=\"28\"")
                .Append(CultureInfo.InvariantCulture, $" style=\"fill:var(--{colour})\"><title>{word}: ")
                .Append(CultureInfo.InvariantCulture, $"{RehearsalWords.Percent(share.Value)} of 100, 95 % interval ")
                .Append(CultureInfo.InvariantCulture, $"{RehearsalWords.Interval(share)}</title></rect>\n");
            if (wide > 130)
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(from + 4)}\" y=\"45\">{word} ")
                    .Append(CultureInfo.InvariantCulture, $"{RehearsalWords.Percent(share.Value)}</text>\n");
            from += wide;
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>How often faults of a rule's signal are found, by their size.</summary>
    public static string Faults(RuleRehearsal rule)
    {
        var name = RehearsalPage.Safe(rule.Rule.Name);
        var svg = new StringBuilder($"<figure><figcaption>{name}</figcaption>\n<svg viewBox=\"0 0 {Width} {Height}\"")
            .Append(CultureInfo.InvariantCulture, $" width=\"{Width}\" style=\"max-width:100%\" role=\"img\"")
            .Append(CultureInfo.InvariantCulture, $" aria-label=\"Faults found by {name}\">\n");
        foreach (var share in new[] { 0, 0.5, 0.9, 1 })
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{N(Y(share))}\"")
                .Append(CultureInfo.InvariantCulture, $" y2=\"{N(Y(share))}\" style=\"stroke:var(--line)\"/>\n<text")
                .Append(CultureInfo.InvariantCulture, $" class=\"faint\" x=\"{Left - 6}\" y=\"{N(Y(share) + 4)}\"")
                .Append(CultureInfo.InvariantCulture, $" text-anchor=\"end\">{share * 100:0}</text>\n");
        var faults = rule.Faults;
        var high = Enumerable.Range(0, faults.Count).Select(i => At(i, faults.Count, faults[i].Found.High));
        var low = Enumerable.Range(0, faults.Count).Reverse().Select(i => At(i, faults.Count, faults[i].Found.Low));
        var middle = Enumerable.Range(0, faults.Count).Select(i => At(i, faults.Count, faults[i].Found.Value));
        svg.Append($"<polygon points=\"{string.Join(' ', high.Concat(low))}\" style=\"fill:var(--band)\"/>\n")
            .Append($"<polyline points=\"{string.Join(' ', middle)}\" style=\"fill:none;stroke:var(--curve);")
            .Append("stroke-width:2\"/>\n");
        for (var i = 0; i < faults.Count; i++) Mark(svg, rule, i);
        return svg.Append("</svg></figure>\n").ToString();
    }

    private static void Mark(StringBuilder svg, RuleRehearsal rule, int index)
    {
        var (fault, x) = (rule.Faults[index], N(X(index, rule.Faults.Count)));
        var word = index == 0 ? "none" : rule.Sizes.Word(index).Replace(" %", "", StringComparison.Ordinal)
            .Replace(" pp", "", StringComparison.Ordinal);
        var after = fault.MedianPoint is { } point ? $"{point}" : "";
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x}\" cy=\"{N(Y(fault.Found.Value))}\" r=\"3\"")
            .Append(CultureInfo.InvariantCulture, $" style=\"fill:var(--curve)\"><title>{rule.Sizes.Word(index)}: ")
            .Append(CultureInfo.InvariantCulture, $"found in {RehearsalWords.Percent(fault.Found.Value)} of 100, ")
            .Append("95 % interval ")
            .Append(CultureInfo.InvariantCulture, $"{RehearsalWords.Interval(fault.Found)}</title></circle>\n")
            .Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{Height - 24}\" text-anchor=\"middle\">{word}")
            .Append(CultureInfo.InvariantCulture, $"</text>\n<text class=\"faint\" x=\"{x}\" y=\"{Height - 8}\"")
            .Append(CultureInfo.InvariantCulture, $" text-anchor=\"middle\">{(index == 0 ? "" : after)}</text>\n");
    }

    private static string At(int index, int count, double share) => $"{N(X(index, count))},{N(Y(share))}";

    // Sizes side by side: they grow by about the same factor.
    private static double X(int index, int count) =>
        Left + 8 + (Width - Left - Right - 16.0) * index / Math.Max(1, count - 1);

    private static double Y(double share) =>
        Top + (Height - Top - Bottom) * (1 - (double.IsNaN(share) ? 0 : share));

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
