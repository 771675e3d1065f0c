using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>Finds every key of a file and the option that it is, the way the binder does.</summary>
internal static class SpotWalk
{
    public static IReadOnlyList<Spot> Of(string text)
    {
        var root = (YamlMap)YamlReader.Read(text, new FaultList("file.yaml"))!;
        return [.. Below(root, typeof(ConfigurationOptions))];
    }

    private static IEnumerable<Spot> Below(YamlMap map, Type type)
    {
        var shape = OptionsShape.Of(type);
        var options = shape.Make();
        foreach (var entry in map.Entries)
        {
            var property = shape.Find(entry.Key.Text);
            var kind = property is not null ? null : Catalogs.Shipped.Lines(shape.Choice!.Catalog!.Value)
                .First(line => line.Name == entry.Key.Text).Options;
            yield return new Spot(entry.Key, entry.Value, map, property)
            {
                IsRequired = property is not null
                    && (property.IsRequired || property.Fault(property.Get(options)) is not null),
            };
            foreach (var spot in Inside(entry.Value, kind ?? property!.Type)) yield return spot;
        }
    }

    private static IEnumerable<Spot> Inside(YamlNode value, Type type)
    {
        if (ScalarForm.Of(type) is not null || Collections.ValueOf(type) is not null) return [];
        if (Collections.ItemOf(type) is not { } item) return value is YamlMap map ? Below(map, type) : [];
        return value is YamlList list ? list.Items.SelectMany(one => Inside(one, item)) : [];
    }
}
