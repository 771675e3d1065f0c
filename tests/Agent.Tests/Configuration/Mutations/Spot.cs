using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>A key of the file with its value, and what the binder knows of it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Map">The map that it stands in.</param>
/// <param name="Property">The option; null for a key that names a kind.</param>
internal sealed record Spot(YamlScalar Key, YamlNode Value, YamlMap Map, OptionProperty? Property)
{
    /// <summary>Key and value stand on one line.</summary>
    public bool IsFlat => Value is YamlScalar || Value.Line == Key.Line;

    /// <summary>Whether the map must have it.</summary>
    public bool IsRequired { get; init; }
}
