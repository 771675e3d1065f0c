using YamlDotNet.RepresentationModel;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Reads the nodes of a discovery table, and says where one is not what it should be.</summary>
internal static class TableNodes
{
    public static IEnumerable<(YamlScalarNode Key, YamlNode Value)> Pairs(YamlNode node, string what) =>
        node is YamlMappingNode map
            ? map.Children.Select(pair =>
                (pair.Key as YamlScalarNode ?? throw Fault(pair.Key, "a key is a word"), pair.Value))
            : throw Fault(node, $"{what} is a mapping of keys to values");

    public static IEnumerable<YamlNode> Items(YamlNode node, string key) =>
        node is YamlSequenceNode list ? list.Children : throw Fault(node, $"{key} is a list");

    public static IReadOnlyList<string> Words(YamlNode node, string key) =>
        node is YamlScalarNode ? [Word(node, key)] : [.. Items(node, key).Select(item => Word(item, key))];

    public static string Word(YamlNode node, string key) =>
        node is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw Fault(node, $"{key} needs a word");

    /// <summary>One glob a label.</summary>
    public static IReadOnlyDictionary<string, string> Labels(YamlNode node, string key) =>
        Pairs(node, key).ToDictionary(pair => pair.Key.Value!, pair => Word(pair.Value, key), StringComparer.Ordinal);

    /// <summary>One glob a label, or several.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> LabelLists(YamlNode node, string key) =>
        Pairs(node, key).ToDictionary(pair => pair.Key.Value!, pair => Words(pair.Value, key), StringComparer.Ordinal);

    public static SignalTableException Fault(YamlNode node, string fault) =>
        new((int)node.Start.Line, (int)node.Start.Column, fault);
}
