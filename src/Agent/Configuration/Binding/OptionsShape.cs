using System.Collections.Concurrent;
using System.Reflection;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>The keys of an options class: what the binder, the schema and the reference all go by.</summary>
internal sealed class OptionsShape
{
    private static readonly ConcurrentDictionary<Type, OptionsShape> Shapes = new();

    private OptionsShape(Type type)
    {
        Type = type;
        // By metadata token: that is the order of the source, and the order in the reference.
        Properties = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
            .OrderBy(p => p.MetadataToken).Select(p => new OptionProperty(p))];
        Later = [.. type.GetCustomAttributes<NotYetAttribute>()];
    }

    public Type Type { get; }

    /// <summary>In the order of the source.</summary>
    public IReadOnlyList<OptionProperty> Properties { get; }

    /// <summary>Keys of a later version.</summary>
    public IReadOnlyList<NotYetAttribute> Later { get; }

    /// <summary>The property whose key is picked from a catalog; null for none.</summary>
    public OptionProperty? Choice => Properties.FirstOrDefault(p => p.Catalog is not null);

    public static OptionsShape Of(Type type) => Shapes.GetOrAdd(type, static t => new OptionsShape(t));

    /// <summary>Options with every default.</summary>
    public object Make() => Activator.CreateInstance(Type)!;

    public OptionProperty? Find(string key) =>
        Properties.FirstOrDefault(p => p.Catalog is null && p.Key == key);
}
