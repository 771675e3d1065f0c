using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Reads a discovery table from YAML, strictly: a key that it does not know is a fault.</summary>
/// <remarks>Nodes are mapped by hand: reflection over types would cost the start more than the whole table.</remarks>
internal static class SignalTableReader
{
    /// <summary>Longest table, in characters.</summary>
    public const int LongestText = 256 * 1024;

    /// <exception cref="SignalTableException">It is no table.</exception>
    public static SignalTable Read(string text)
    {
        if (text.Length > LongestText) throw new SignalTableException(1, 1, $"longer than {LongestText} characters");
        var root = Root(text);
        List<MetricSource> sources = [];
        IReadOnlyList<string> ignore = [];
        if (root is null) return new() { Sources = sources, Ignore = ignore };
        foreach (var (key, value) in Pairs(root, "the table"))
        {
            if (key.Value is "ignore") ignore = Words(value, "ignore");
            else if (key.Value is "sources") sources.AddRange(Items(value, "sources").Select(Source));
            else throw Fault(key, $"unknown key '{key.Value}'; a table has ignore and sources");
        }

        return new() { Sources = sources, Ignore = ignore };
    }

    private static YamlNode? Root(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new SignalTableException((int)e.Start.Line, (int)e.Start.Column, e.Message);
        }

        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
    }

    private static MetricSource Source(YamlNode node)
    {
        var source = new MetricSource { Name = "", Protocol = "http", Requests = [] };
        foreach (var (key, value) in Pairs(node, "a source"))
            source = With(source, key, value);
        if (source.Name.Length == 0) throw Fault(node, "a source needs a name");
        if (source.Requests.Count == 0) throw Fault(node, $"source '{source.Name}' needs requests");
        return source;
    }

    private static MetricSource With(MetricSource source, YamlScalarNode key, YamlNode value) => key.Value switch
    {
        "name" => source with { Name = Word(value, "name") },
        "protocol" => source with { Protocol = Word(value, "protocol") },
        "requests" => source with { Requests = Words(value, "requests") },
        "latency" => source with { Latency = Words(value, "latency") },
        "needs" => source with { Needs = Words(value, "needs") },
        "status" => source with { Status = Words(value, "status") },
        "bad" => source with { Bad = Words(value, "bad") },
        "route" => source with { Route = Words(value, "route") },
        "latency-where" => source with
        {
            LatencyWhere = Pairs(value, "latency-where")
                .ToDictionary(
                    pair => pair.Key.Value!, pair => Word(pair.Value, "latency-where"), StringComparer.Ordinal),
        },
        _ => throw Fault(key,
            $"unknown key '{key.Value}'; a source has name, protocol, requests, latency, needs, status, "
            + "bad, route and latency-where"),
    };

    private static IEnumerable<(YamlScalarNode Key, YamlNode Value)> Pairs(YamlNode node, string what) =>
        node is YamlMappingNode map
            ? map.Children.Select(pair =>
                (pair.Key as YamlScalarNode ?? throw Fault(pair.Key, "a key is a word"), pair.Value))
            : throw Fault(node, $"{what} is a mapping of keys to values");

    private static IEnumerable<YamlNode> Items(YamlNode node, string key) =>
        node is YamlSequenceNode list ? list.Children : throw Fault(node, $"{key} is a list");

    private static IReadOnlyList<string> Words(YamlNode node, string key) =>
        node is YamlScalarNode ? [Word(node, key)] : [.. Items(node, key).Select(item => Word(item, key))];

    private static string Word(YamlNode node, string key) =>
        node is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : throw Fault(node, $"{key} needs a word");

    private static SignalTableException Fault(YamlNode node, string fault) =>
        new((int)node.Start.Line, (int)node.Start.Column, fault);
}
