namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>Items in the order of the file; may be empty.</summary>
internal sealed class YamlList(int line, int column, IReadOnlyList<YamlNode> items) : YamlNode(line, column)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Words => "a list";
}
