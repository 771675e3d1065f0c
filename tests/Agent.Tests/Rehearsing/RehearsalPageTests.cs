using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bellwether.Agent.Rehearsing;
using Bellwether.Agent.Tables;

namespace Bellwether.Agent.Tests.Rehearsing;

public sealed partial class RehearsalPageTests
{
    private static readonly PointTable Small = Tables.Of(5 * Tables.Day);

    [Fact]
    public void A_page_has_a_plot_a_rule_and_needs_nothing_from_elsewhere()
    {
        var page = Page("small.csv");
        Assert.Equal(1 + Small.Signals.Count, Svg().Count(page));
        Assert.All(Svg().Matches(page), svg => XElement.Parse(svg.Value));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_never_becomes_markup()
    {
        var page = Page("<script>alert(1)</script>&.csv");
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;.csv", page, StringComparison.Ordinal);
    }

    private static string Page(string source) => RehearsalPage.Of(RehearsalRun.Run(
        Small, Tables.Rules(Small), Tables.Plan(20) with { Source = source }, _ => { }, default));

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
