using System.Globalization;
using Bellwether.Probes;
using Bellwether.Probes.Targets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Bellwether.Agent.Targets.Files;

/// <summary>Reads a list of targets: the form of Prometheus' file_sd, in YAML or JSON.</summary>
/// <remarks>Labels that mean something here: <c>version</c> (or <c>app.kubernetes.io/version</c>), <c>group</c>,
/// <c>instance</c> where the entry has one target, <c>__scheme__</c> and <c>__metrics_path__</c>. Others are left
/// alone.</remarks>
internal static class TargetFile
{
    private const int LongestWord = 128;

    /// <exception cref="FormatException">It is no such list, and where.</exception>
    public static IReadOnlyList<FoundTarget> Read(string text)
    {
        List<FoundTarget> found = [];
        foreach (var entry in Items(Root(text), "the file"))
        {
            if (entry is not YamlMappingNode map) throw Fault(entry, "an entry is a map with targets and labels");
            var labels = LabelsOf(map);
            var targets = Items(Child(map, "targets") ?? throw Fault(map, "an entry needs targets"), "targets");
            foreach (var target in targets) found.Add(TargetOf(target, labels, targets.Count == 1));
        }

        var twice = found.GroupBy(target => target.Instance, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? found : throw new FormatException($"the instance {twice.Key} is named twice");
    }

    private static FoundTarget TargetOf(YamlNode node, Dictionary<string, string> labels, bool alone)
    {
        var text = (node as YamlScalarNode)?.Value ?? throw Fault(node, "a target is HOST:PORT");
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text[(colon + 1)..], CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > 65535 || text.Any(c => char.IsWhiteSpace(c) || c is '/' or '@' or '#' or '?')
            || text.Length > LongestWord || !IsHost(text[..colon]))
            throw Fault(node, $"'{text}' is not HOST:PORT");
        return new()
        {
            Instance = alone ? labels.GetValueOrDefault("instance", text) : text,
            Host = text[..colon],
            Port = port,
            Scheme = labels.GetValueOrDefault("__scheme__") is { } scheme
                ? scheme is "http" or "https" ? scheme : throw Fault(node, "__scheme__ is http or https") : null,
            Path = labels.GetValueOrDefault("__metrics_path__") is { } path
                ? TargetsFromOptions.IsPath(path) ? path : throw Fault(node, "__metrics_path__ begins with one /")
                : null,
            Version = labels.GetValueOrDefault("version") ?? labels.GetValueOrDefault("app.kubernetes.io/version"),
            Group = labels.GetValueOrDefault("group") switch
            {
                "treated" => TargetGroup.Treated,
                "control" => TargetGroup.Control,
                _ => null,
            },
            InPlace = true,
        };
    }

    private static bool IsHost(string text) => Uri.CheckHostName(text) switch
    {
        UriHostNameType.Unknown => false,
        // Without brackets it is not sure where it ends and its port begins.
        UriHostNameType.IPv6 => text[0] == '[',
        _ => true,
    };

    private static Dictionary<string, string> LabelsOf(YamlMappingNode map)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        if (Child(map, "labels") is not { } node) return labels;
        if (node is not YamlMappingNode pairs) throw Fault(node, "labels are a map");
        foreach (var (key, value) in pairs.Children)
            if (key is YamlScalarNode { Value: { } name } && value is YamlScalarNode { Value: { Length: > 0 } word })
                labels[name] = word.Length <= LongestWord && !word.Any(char.IsControl)
                    ? word : throw Fault(value, $"the label {name} is too long or not printable");
        return labels;
    }

    private static YamlNode Root(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new ShallowYaml(new StringReader(text)));
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode
                : throw new FormatException("it is empty: write [] for no target");
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: it is no YAML: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The pinned parser trips over some malformed text with exceptions that were meant for its callers.
            throw new FormatException("it is no YAML", e);
        }
    }

    private static IList<YamlNode> Items(YamlNode node, string what) =>
        node is YamlSequenceNode list ? list.Children : throw Fault(node, $"{what} must be a list");

    private static YamlNode? Child(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static FormatException Fault(YamlNode node, string what) =>
        new($"line {node.Start.Line}, column {node.Start.Column}: {what}");
}
