using System.Text;
using Bellwether.Probes.Scrape.Exposition;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

/// <summary>Short ways to read a page in a test.</summary>
internal static class Pages
{
    public static ExpositionPage Text(string page) => Good(page, ExpositionFormat.Text);

    public static ExpositionPage OpenMetrics(string page) => Good(page, ExpositionFormat.OpenMetrics);

    public static ExpositionFault TextFault(string page) => Faulty(page, ExpositionFormat.Text);

    public static ExpositionFault OpenMetricsFault(string page) => Faulty(page, ExpositionFormat.OpenMetrics);

    public static ExpositionPage Good(string page, ExpositionFormat format)
    {
        var read = new ExpositionParser(ExpositionLimits.Default)
            .TryParse(Encoding.UTF8.GetBytes(page), format, out var good, out var fault);
        Assert.True(read, fault?.ToString());
        return good!;
    }

    public static ExpositionFault Faulty(string page, ExpositionFormat format, ExpositionLimits? limits = null)
    {
        var read = new ExpositionParser(limits ?? ExpositionLimits.Default)
            .TryParse(Encoding.UTF8.GetBytes(page), format, out _, out var fault);
        Assert.False(read, "the page was taken");
        return fault!;
    }

    /// <summary>A page as text that can be compared: one line a sample.</summary>
    public static string Show(ExpositionPage page) => string.Join('\n', page.Readings.Select(r =>
        $"{r.Name}{r.Labels} {BitConverter.DoubleToInt64Bits(r.Value):x} {r.Family}"))
        + "\n" + string.Join('\n', page.Families);
}
