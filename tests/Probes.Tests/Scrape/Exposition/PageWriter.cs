using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

/// <summary>Writes pages of any gauges, in both formats.</summary>
internal static class PageWriter
{
    /// <summary>Samples of a page, those of one family together and no series twice.</summary>
    public static Gen<List<(string Name, LabelSet Labels, double Value)>> Pages { get; } =
        from samples in Sample.ListOf()
        select samples
            .DistinctBy(s => (s.Name, new LabelSet([.. s.Labels.OrderBy(l => l.Key, StringComparer.Ordinal)])))
            .GroupBy(s => s.Name).SelectMany(g => g).ToList();

    private static Gen<(string Name, LabelSet Labels, double Value)> Sample =>
        from name in Gen.Elements("up", "a:b", "_x", "jobs_total", "Seconds9")
        from labels in Label.ListOf()
        from value in ArbMap.Default.GeneratorFor<double>()
        select (name, new LabelSet([.. labels.DistinctBy(l => l.Key)]), value);

    private static Gen<KeyValuePair<string, string>> Label =>
        from name in Gen.Elements("le", "method", "_", "A1")
        from value in Gen.Elements("a", "\"", "\\", "\n", "é", "☃", " # ", "}", ",", "\\n", "n", "").ListOf()
        select new KeyValuePair<string, string>(name, string.Concat(value));

    public static string Text(IEnumerable<(string Name, LabelSet Labels, double Value)> samples) =>
        string.Concat(samples.Select(s => Line(s.Name, s.Labels, s.Value)));

    public static string OpenMetrics(IEnumerable<(string Name, LabelSet Labels, double Value)> samples) =>
        string.Concat(samples.GroupBy(s => s.Name).Select(g => $"# TYPE {g.Key} gauge\n" + Text(g))) + "# EOF\n";

    public static string Show(Reading reading) => Show((reading.Name, reading.Labels, reading.Value));

    public static string Show((string Name, LabelSet Labels, double Value) sample) =>
        Line(sample.Name, sample.Labels, sample.Value);

    private static string Line(string name, LabelSet labels, double value)
    {
        var line = new StringBuilder(name);
        if (labels.Count > 0)
            _ = line.Append('{').AppendJoin(',', labels.Select(l => $"{l.Key}=\"{Escape(l.Value)}\"")).Append('}');
        return line.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n').ToString();
    }

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
