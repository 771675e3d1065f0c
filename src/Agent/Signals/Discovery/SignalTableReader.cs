using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using static Bellwether.Agent.Signals.Discovery.TableNodes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Reads a discovery table from YAML, strictly: a key that it does not know is a fault.</summary>
/// <remarks>Nodes are mapped by hand: reflection over types would cost the start more than the whole table.</remarks>
internal static class SignalTableReader
{
    /// <summary>Longest table, in characters.</summary>
    public const int LongestText = 1024 * 1024;

    /// <exception cref="SignalTableException">It is no table.</exception>
    public static SignalTable Read(string text)
    {
        if (text.Length > LongestText) throw new SignalTableException(1, 1, $"longer than {LongestText} characters");
        var root = Root(text);
        List<MetricSource> sources = [];
        List<MetricLevel> levels = [];
        IReadOnlyList<string> ignore = [];
        if (root is null) return new() { Sources = sources, Levels = levels, Ignore = ignore };
        foreach (var (key, value) in Pairs(root, "the table"))
        {
            if (key.Value is "ignore") ignore = Words(value, "ignore");
            else if (key.Value is "sources") sources.AddRange(Items(value, "sources").Select(Source));
            else if (key.Value is "levels") levels.AddRange(Items(value, "levels").Select(LevelReader.Read));
            else throw Fault(key, $"unknown key '{key.Value}'; a table has ignore, sources and levels");
        }

        return new() { Sources = sources, Levels = levels, Ignore = ignore };
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
        "by" => source with { ByExporter = By(value) },
        "requests" => source with { Requests = Words(value, "requests") },
        "latency" => source with { Latency = Words(value, "latency") },
        "unit" => source with { Unit = TimeUnit(value) },
        "needs" => source with { Needs = Words(value, "needs") },
        "lacks" => source with { Lacks = Words(value, "lacks") },
        "with" => source with { With = Words(value, "with") },
        "status" => source with { Status = Words(value, "status") },
        "codes" => source with { Codes = Words(value, "codes") },
        "bad" => source with { Bad = Words(value, "bad") },
        "route" => source with { Route = Words(value, "route") },
        "where" => source with { Where = Labels(value, "where") },
        "except" => source with { Except = LabelLists(value, "except") },
        "apart" => source with { Apart = Words(value, "apart") },
        "latency-where" => source with { LatencyWhere = Labels(value, "latency-where") },
        _ => throw Fault(key,
            $"unknown key '{key.Value}'; a source has name, protocol, by, requests, latency, unit, needs, lacks, "
            + "with, status, codes, bad, route, where, except, apart and latency-where"),
    };

    private static bool By(YamlNode value) => Word(value, "by") is "exporter" ? true
        : throw Fault(value, "by is exporter, or left out");

    private static string TimeUnit(YamlNode value)
    {
        var unit = Word(value, "unit");
        return MetricUnits.IsTime(unit) ? unit : throw Fault(value,
            $"'{unit}' is no unit of time; seconds, milliseconds, microseconds and nanoseconds are");
    }
}
