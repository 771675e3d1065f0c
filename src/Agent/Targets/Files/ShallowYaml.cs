using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bellwether.Agent.Targets.Files;

/// <summary>Lets through what nests no deeper than a limit: reading takes a piece of the stack for each level, and a
/// stack that overflows ends the agent.</summary>
/// <remarks>Aliases are refused too: a list that holds itself has no depth, and a dozen lines of them have
/// gigabytes.</remarks>
internal sealed class ShallowYaml(TextReader text) : IParser
{
    /// <summary>Deepest nesting of maps and lists. A list of targets has three levels.</summary>
    public const int Deepest = 16;

    /// <summary>The stream and the document are levels too.</summary>
    private const int Outer = 2;

    private readonly Parser _parser = new(text);
    private int _depth;

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        if (!_parser.MoveNext()) return false;
        if (_parser.Current is not { } now) return true;
        _depth += now.NestingIncrease;
        if (_depth > Deepest + Outer)
            throw new FormatException($"line {now.Start.Line}: it is nested deeper than {Deepest} levels");
        if (now is AnchorAlias)
            throw new FormatException($"line {now.Start.Line}: aliases (*name) are not read: write it out");
        return true;
    }
}
