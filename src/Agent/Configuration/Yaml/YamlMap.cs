namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>Keys and values in the order of the file; a key may stand there twice, and is then a fault.</summary>
internal sealed class YamlMap(int line, int column, IReadOnlyList<YamlEntry> entries) : YamlNode(line, column)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Words => "a map of keys";

    /// <summary>Value of the first entry of that key; null for none.</summary>
    public YamlNode? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key)?.Value;
}
