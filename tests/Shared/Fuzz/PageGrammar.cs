using System.Globalization;
using System.Text;
using Bellwether.Testing.Kill;

namespace Bellwether.Testing.Fuzz;

/// <summary>Makes pages that are nearly right: families, series, labels and numbers as the formats have them, and now
/// and then something odd.</summary>
/// <param name="dice">Decides everything: the same seed makes the same pages.</param>
/// <param name="open">OpenMetrics, else text 0.0.4.</param>
internal sealed class PageGrammar(Dice dice, bool open)
{
    private static readonly string[] s_names =
        ["http_requests", "jobs", "a", "_x", "a:b:c", "Seconds9", "http_request_duration_seconds", "up_2", "x_info"];

    private static readonly string[] s_labels = ["le", "quantile", "method", "code", "_", "A1", "path", "a", "unit"];

    private static readonly string[] s_values =
        ["GET", "", "200", "0.5", "+Inf", "\\\"", "\\\\", "\\n", "\\x", "é", "☃", "𝄞", " # ", "{", "}", ",", "=",
        "/a/b?c", "\t", "1"];

    private static readonly string[] s_numbers =
    [
        "0", "1", "-1", "+1", "1.5", ".5", "5.", "1e3", "1E-3", "1e300", "1e-320", "NaN", "nan", "+Inf", "-Inf", "Inf",
        "inf", "Infinity", "0001", "17976931348623157e292", "9007199254740993", "123456789012345678901234567890", "-0",
        "4.9e-324", "0.1", "1e22", "1e23", "8.5e15",
    ];

    private static readonly string[] s_oddNumbers =
        ["1e400", "0x1", "0x1p3", "1_000", "1,5", "one", "", "--1", "+", "-", ".", "e5", "1e", "1e+", "+nan", "-nan",
        "infin", "0b1", "١"];

    private static readonly string[] s_types =
        ["counter", "gauge", "histogram", "summary", "unknown", "gaugehistogram", "info", "stateset"];

    private static readonly string[] s_textTypes = ["counter", "gauge", "histogram", "summary", "untyped"];

    /// <summary>How often something odd is done, of 1 000 chances; 0 makes pages that every reader takes.</summary>
    public int Oddness { get; init; } = 8;

    /// <summary>Names in quotes among the others.</summary>
    public bool Quoted { get; init; } = true;

    /// <summary>Most families of a page.</summary>
    public int Families { get; init; } = 6;

    public byte[] Page()
    {
        var page = new StringBuilder();
        var names = s_names.OrderBy(_ => dice.Share()).Take(1 + dice.Below(Families)).ToList();
        foreach (var name in names) Family(page, name);
        if (open) page.Append(Odd() ? "# EOF" : "# EOF\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private void Family(StringBuilder page, string name)
    {
        var quoted = Quoted && dice.Below(12) == 0;
        if (quoted) name = name.Replace('_', '.') + (dice.Below(3) == 0 ? " é" : "");
        var types = open ? s_types : s_textTypes;
        var type = types[dice.Below(types.Length)];
        if (dice.Below(4) > 0) Metadata(page, quoted, name, type);
        else type = open ? "unknown" : "untyped";
        switch (type)
        {
            case "histogram" or "gaugehistogram":
                Histogram(page, quoted, name, type is "histogram" ? ("_count", "_sum") : ("_gcount", "_gsum"));
                break;
            case "summary":
                Summary(page, quoted, name);
                break;
            default:
                Plain(page, quoted, name, type);
                break;
        }
    }

    private void Metadata(StringBuilder page, bool quoted, string name, string type)
    {
        var shown = quoted ? $"\"{name}\"" : name;
        if (dice.Below(2) == 0) page.Append($"# HELP {shown} What it is: é \\n \\\\ \"q\"\n");
        page.Append($"#{Blank()}TYPE{Blank()}{shown}{Blank()}{(Odd() ? "meh" : type)}\n");
        if (open && name.EndsWith("_seconds", StringComparison.Ordinal)) page.Append($"# UNIT {shown} seconds\n");
        if (!open && dice.Below(8) == 0) page.Append("# a remark\n\n#\n");
    }

    private void Plain(StringBuilder page, bool quoted, string name, string type)
    {
        var suffix = open ? type switch { "counter" => "_total", "info" => "_info", _ => "" } : "";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1 + dice.Below(5); i > 0; i--)
        {
            var own = type is "stateset" && open ? $"{(quoted ? $"\"{name}\"" : name)}=\"s{i}\"" : null;
            var value = type switch
            {
                "info" when open => "1",
                "stateset" when open => $"{dice.Below(2)}",
                "counter" when open => Count(1_000_000),
                _ => AnyNumber(),
            };
            var labels = Labels(own);
            if (seen.Add(labels) || Odd()) Sample(page, quoted, name + suffix, labels, value);
        }
    }

    private void Histogram(StringBuilder page, bool quoted, string name, (string Count, string Sum) suffixes)
    {
        var labels = dice.Below(2) == 0 ? "" : "method=\"GET\"";
        var (count, bounds) = (0, 1 + dice.Below(4));
        for (var i = 0; i <= bounds; i++)
        {
            if (i < bounds || !Odd()) count += dice.Below(100);
            var le = i == bounds ? "+Inf" : (0.005 * (1 << i)).ToString(CultureInfo.InvariantCulture);
            Sample(page, quoted, name + "_bucket", Joined(labels, $"le=\"{le}\""), $"{count}");
        }

        Sample(page, quoted, name + suffixes.Count, labels, Odd() ? Count(9) : $"{count}");
        Sample(page, quoted, name + suffixes.Sum, labels, "1.5");
    }

    private void Summary(StringBuilder page, bool quoted, string name)
    {
        foreach (var quantile in new[] { "0.5", "0.99" })
            Sample(page, quoted, name, $"quantile=\"{quantile}\"", Odd() ? AnyNumber() : "0.25");
        Sample(page, quoted, name + "_sum", "", "12.5");
        Sample(page, quoted, name + "_count", "", Count(100));
    }

    private void Sample(StringBuilder page, bool quoted, string name, string labels, string value)
    {
        if (quoted) page.Append($"{{\"{name}\"{(labels.Length > 0 ? "," + Blank0() + labels : "")}}}");
        else if (labels.Length > 0 || dice.Below(10) == 0) page.Append($"{name}{Blank0()}{{{labels}}}");
        else page.Append(name);
        page.Append(Blank()).Append(value);
        if (dice.Below(15) == 0) page.Append(Blank()).Append(open ? "1700000000.5" : "1700000000000");
        if (open && dice.Below(15) == 0) page.Append(" # {trace_id=\"é7\"} 0.5 1700000000");
        page.Append(Odd() ? "\r\n" : "\n");
    }

    private string Labels(string? own)
    {
        var names = s_labels.OrderBy(_ => dice.Share()).Take(dice.Below(4)).ToList();
        if (Odd() && names.Count > 0) names.Add(names[0]);
        var labels = names.Select(name => $"{(Quoted && dice.Below(20) == 0 ? $"\"{name}.x\"" : name)}=\"{Value()}\"");
        var all = own is null ? labels.ToList() : [.. labels, own];
        return string.Join(Odd() && !open ? " " : $"{Blank0()},{Blank0()}", all) + (all.Count > 0 && Odd() ? "," : "");
    }

    private string Value() => string.Concat(
        Enumerable.Range(0, dice.Below(4)).Select(_ => s_values[dice.Below(s_values.Length)]));

    private string AnyNumber() => Odd() ? s_oddNumbers[dice.Below(s_oddNumbers.Length)]
        : dice.Below(2) == 0 ? s_numbers[dice.Below(s_numbers.Length)]
        : (dice.Share() * Math.Pow(10, dice.Below(30) - 10)).ToString("R", CultureInfo.InvariantCulture);

    private string Count(int below) => dice.Below(below).ToString(CultureInfo.InvariantCulture);

    private static string Joined(string first, string second) => first.Length == 0 ? second : $"{first},{second}";

    /// <summary>At least one blank.</summary>
    private string Blank() => open || dice.Below(10) > 0 ? Odd() ? "  " : " " : "\t ";

    private string Blank0() => !open && dice.Below(20) == 0 ? " " : "";

    private bool Odd() => dice.Below(1000) < Oddness;
}
