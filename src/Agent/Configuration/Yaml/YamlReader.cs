using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>Reads YAML text into nodes that keep their place.</summary>
/// <remarks>Works on the parser's events: the object deserializer costs too much at start and forgets lines. Anchors,
/// aliases and tags are refused: a configuration needs none, and a dozen lines of aliases expand to
/// gigabytes.</remarks>
internal sealed class YamlReader
{
    /// <summary>Deepest nesting of maps and lists. The deepest use is about ten.</summary>
    public const int DeepestNesting = 32;

    private readonly Parser _parser;
    private readonly FaultList _faults;

    private YamlReader(string text, FaultList faults)
    {
        _parser = new Parser(new StringReader(text));
        _faults = faults;
    }

    /// <summary>The one document of the text; null where it is empty or cannot be read, with the fault added.</summary>
    public static YamlNode? Read(string text, FaultList faults)
    {
        var reader = new YamlReader(text, faults);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            var (at, message) = SyntaxFault.Of(e, text);
            faults.Add(at, "", message);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The pinned parser trips over some malformed text (a plain value that begins with a NUL, for one) with
            // exceptions that were meant for its callers. The fuzzing tests know them.
            faults.Add(At(reader._parser.Current?.End ?? Mark.Empty), "", "this is not YAML, somewhere after here");
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            _faults.Add("is empty: it needs at least environment, mode, service and probes");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _faults.Add(At(second.Start), "", "a second document begins here (---): one file is one configuration");
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Refused(alias, $"aliases (*{alias.Value}) are not supported: write the value again");
        var node = _parser.Consume<NodeEvent>();
        if (!node.Anchor.IsEmpty)
            _faults.Add(At(node.Start), "",
                $"anchors (&{node.Anchor.Value}) are not supported: write the value where it is used");
        if (node is not { Tag.IsEmpty: true })
            _faults.Add(At(node.Start), "", $"tags ({node.Tag.Value}) are not supported: leave it out");
        if (depth == DeepestNesting)
            throw new YamlException(node.Start, node.End, SyntaxFault.TooDeep);
        return node switch
        {
            MappingStart map => ReadMap(map, depth + 1),
            SequenceStart list => ReadList(list, depth + 1),
            _ => Scalar((Scalar)node),
        };
    }

    private YamlMap ReadMap(MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth);
            var value = ReadNode(depth);
            if (key is YamlScalar { IsBroken: false } scalar)
                entries.Add(new YamlEntry(scalar, value));
            else if (key is not YamlScalar)
                _faults.Add(key, "", $"a key must be a single word, not {key.Words}");
        }

        return new YamlMap((int)start.Start.Line, (int)start.Start.Column, entries);
    }

    private YamlList ReadList(SequenceStart start, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth));
        return new YamlList((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private YamlScalar Refused(ParsingEvent what, string why)
    {
        _faults.Add(At(what.Start), "", why);
        return new YamlScalar((int)what.Start.Line, (int)what.Start.Column, "") { IsBroken = true };
    }

    private static YamlScalar Scalar(Scalar scalar) =>
        new((int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value)
        {
            IsPlain =
            scalar.Style is ScalarStyle.Plain
        };

    private static YamlScalar At(Mark mark) => new((int)mark.Line, (int)mark.Column, "");
}
