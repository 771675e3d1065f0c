namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>A key and what stands after it.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
