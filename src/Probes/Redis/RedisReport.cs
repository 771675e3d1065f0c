using System.Globalization;

namespace Bellwether.Probes.Redis;

/// <summary>What INFO says, by field.</summary>
internal sealed class RedisReport
{
    /// <summary>Most lines taken in.</summary>
    public const int MostLines = 4096;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sections = new(StringComparer.Ordinal);

    public static RedisReport Parse(string text)
    {
        var info = new RedisReport();
        foreach (var line in text.Split('\n').Take(MostLines))
        {
            var whole = line.TrimEnd('\r');
            if (whole.StartsWith("# ", StringComparison.Ordinal)) info._sections.Add(whole[2..]);
            else if (whole.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                info._fields[whole[..colon]] = whole[(colon + 1)..];
        }

        return info;
    }

    /// <summary>Whether it is an answer of Redis at all.</summary>
    public bool IsWhole => Text("redis_version") is not null || Text("run_id") is not null;

    public bool Has(string section) => _sections.Contains(section);

    public string? Text(string field) => _fields.GetValueOrDefault(field);

    /// <summary>Null where there is no such field, or it is no number.</summary>
    public double? Number(string field) => NumberOf(Text(field));

    /// <summary>A number among several in one field: <c>keys=3,expires=0</c>.</summary>
    public double? Part(string field, string name) => PartOf(Text(field), name);

    /// <summary>The same in every field whose name begins so: <c>db0</c>, <c>slave1</c>.</summary>
    public IEnumerable<double> Parts(string begin, string name) => _fields
        .Where(of => of.Key.StartsWith(begin, StringComparison.Ordinal)
            && of.Key.Length > begin.Length && of.Key[begin.Length..].All(char.IsAsciiDigit))
        .Select(of => PartOf(of.Value, name)).OfType<double>();

    private static double? PartOf(string? value, string name)
    {
        foreach (var part in value?.Split(',') ?? [])
            if (part.StartsWith(name, StringComparison.Ordinal) && part.Length > name.Length
                && part[name.Length] == '=')
                return NumberOf(part[(name.Length + 1)..]);
        return null;
    }

    private static double? NumberOf(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
}
