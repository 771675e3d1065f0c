using System.Globalization;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>Values of another type, unit or range, unknown words, and references to what is not there.</summary>
internal static class ValueMutations
{
    public static IEnumerable<Mutation> Of(Sheet sheet, IReadOnlyList<Spot> spots) =>
        from spot in spots
        from mutation in Of(sheet, spot)
        select mutation;

    private static IEnumerable<Mutation> Of(Sheet sheet, Spot spot)
    {
        if (spot.Property is not { } property || Collections.ValueOf(property.Type) is not null) yield break;
        if (spot.Value is YamlList { Items: [YamlScalar first, ..] } list && spot.IsFlat)
        {
            var item = Collections.ItemOf(property.Type)!;
            foreach (var (kind, other, meant) in Wrong(item, first, null)) yield return Put(first, kind, other, meant);
            yield return Put(list, "map for a list", "{ a: b }", null);
        }

        if (spot.Value is not YamlScalar value) yield break;
        foreach (var (kind, other, meant) in Wrong(property.Type, value, property))
            yield return Put(value, kind, other, meant);
        foreach (var other in new[] { "${NOT_SET}", "${cred:gone}", "${file:/gone}", "${open", "${9}", "${cred:a/b}" })
            yield return Put(value, "reference to nothing", $"\"{other}\"", null);
        yield return Put(value, "no value", "", null);
        yield return Put(value, "map for a value", "{ a: b }", null);
        if (Collections.ItemOf(property.Type) is null) yield return Put(value, "list for a value", "[a, b]", null);

        Mutation Put(YamlNode node, string kind, string other, string? meant) => new(
            kind, $"{spot.Key.Text}: {other}", sheet.Put(node.Line, node.Column, sheet.LengthOf(node), other),
            [node.Line])
        {
            Meant = meant,
        };
    }

    private static IEnumerable<(string Kind, string Other, string? Meant)> Wrong(
        Type type, YamlScalar value, OptionProperty? property)
    {
        foreach (var other in Misread(type, property)) yield return ("wrong type", other, null);
        if (type == typeof(TimeSpan))
        {
            yield return ("wrong unit", value.Text + "ec", null);
            yield return ("wrong unit", value.Text.TrimEnd('m', 's', 'h', 'd'), null);
        }

        if (type == typeof(Ratio) || type == typeof(Tolerance)) yield return ("wrong unit", value.Text + "x", null);
        if (property?.IsBytes is true) yield return ("wrong unit", value.Text.TrimEnd('i', 'B') + "X", null);
        if (type.IsEnum)
        {
            foreach (var (_, typed) in KeyMutations.Typos(value.Text).Take(3))
                yield return ("word mistyped", typed, value.Text);
            yield return ("unknown word", "somehow", null);
        }

        if (property?.Range is not { } range) yield break;
        if (Beyond(range.Least, -1, property) is { } low) yield return ("out of range", low, null);
        if (Beyond(range.Most, +1, property) is { } high) yield return ("out of range", high, null);
    }

    private static string[] Misread(Type type, OptionProperty? property) =>
        type == typeof(TimeSpan) ? ["soon", "-5s"]
        : property?.IsBytes is true ? ["much"]
        : type == typeof(int) || type == typeof(long) ? ["seven", "1.5"]
        : type == typeof(double) ? ["seven"]
        : type == typeof(bool) ? ["yes", "1"]
        : type == typeof(Uri) ? ["nonsense"]
        : type == typeof(Ratio) || type == typeof(Tolerance) || type == typeof(Quantity) ? ["half"]
        : type == typeof(KOfN) ? ["3 from 5", "5 of 3"]
        : property?.OtherRules.Any(r => r is NameAttribute or IdAttribute) is true ? ["\"Not A Name\""]
        : [];

    /// <summary>A value just outside a bound; null where there is no such number.</summary>
    private static string? Beyond(object bound, int way, OptionProperty property) => bound switch
    {
        TimeSpan { Ticks: <= 0 } => null,
        TimeSpan least when way < 0 => Duration.Write(least / 2),
        TimeSpan most => Duration.Write(most + TimeSpan.FromDays(1)),
        double and (0 or > int.MaxValue / 2) when !property.Range!.LeastIsExcluded => null,
        double number when property.Type == typeof(int) || property.Type == typeof(long) =>
            (number + way).ToString(CultureInfo.InvariantCulture),
        double number when property.Type == typeof(double) =>
            (way < 0 ? number / 2 : number * 2).ToString(CultureInfo.InvariantCulture),
        double number when way > 0 => (number * 2).ToString(CultureInfo.InvariantCulture),
        _ => "0",
    };
}
