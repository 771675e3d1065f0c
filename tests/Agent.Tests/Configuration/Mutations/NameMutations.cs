using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>Names that two things have, and names that nothing has.</summary>
internal static class NameMutations
{
    public static IEnumerable<Mutation> Of(Sheet sheet, IReadOnlyList<Spot> spots)
    {
        foreach (var spot in spots.Where(s => s.Key.Text is "signal" or "from" && s.Value is YamlScalar))
        {
            var value = (YamlScalar)spot.Value;
            foreach (var (kind, typed) in KeyMutations.Typos(value.Text).Take(4))
                yield return new("name mistyped", $"{kind}: {typed}",
                    sheet.Put(value.Line, value.Column, sheet.LengthOf(value), typed), [value.Line])
                {
                    Meant = value.Text,
                };
        }

        var named = spots.Where(s => s is { Key.Text: "name", Value: YamlScalar, Property: not null }).ToList();
        foreach (var (one, two) in named.Zip(named.Skip(1)))
            if (one.Key.Column == two.Key.Column && one.Property == two.Property)
                yield return new("name twice", ((YamlScalar)one.Value).Text,
                    sheet.Put(two.Value.Line, two.Value.Column, sheet.LengthOf(two.Value),
                        ((YamlScalar)one.Value).Text), [two.Value.Line]);
    }
}
