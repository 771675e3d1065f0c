using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;

namespace Bellwether.Testing.Options;

/// <summary>Every option that a configuration can have, of every kind that ships.</summary>
internal static class OptionWalk
{
    /// <summary>Each as <c>Class.Property</c>.</summary>
    public static IEnumerable<(string Name, OptionProperty Property)> All()
    {
        var seen = new HashSet<Type>();
        var open = new Queue<Type>([typeof(ConfigurationOptions),
            .. Catalogs.Shipped.Probes.Select(k => k.Options), .. Catalogs.Shipped.Rules.Select(k => k.Options),
            .. Catalogs.Shipped.Channels.Select(k => k.Options)]);
        while (open.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;
            foreach (var property in OptionsShape.Of(type).Properties)
            {
                yield return ($"{type.Name}.{property.Name}", property);
                var inner = Collections.ItemOf(property.Type) ?? property.Type;
                if (ScalarForm.Of(inner) is null && Collections.ValueOf(inner) is null && property.Catalog is null)
                    open.Enqueue(inner);
            }
        }
    }
}
