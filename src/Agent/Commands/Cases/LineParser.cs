using System.Text.Json;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>Turns one line after another into cases, by the definitions before them.</summary>
internal sealed class LineParser
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly Definitions definitions = new();

    /// <summary>Null for what needs no answer: a good definition, an empty line.</summary>
    public PendingLine? Parse(ReadOnlyMemory<byte> line, long number, bool isTooLong)
    {
        if (number == 1 && line.Span.StartsWith(ByteOrderMark)) line = line[ByteOrderMark.Length..];
        if (line.Span.Trim(" \t\r"u8).IsEmpty) return null;
        var head = LineHead.Of(line);
        try
        {
            if (isTooLong)
                throw new RefusedLineException($"the line is longer than {LineReader.Longest / 1024 / 1024} MB");
            return Parse(line.Span, number, head);
        }
        catch (RefusedLineException e)
        {
            return Refused(e.Message, number, head);
        }
        catch (JsonException e)
        {
            return Refused($"this is no JSON from byte {e.BytePositionInLine + 1} on", number, head);
        }
    }

    private PendingLine? Parse(ReadOnlySpan<byte> line, long number, LineHead head)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (head.IsDefine)
        {
            var series = DefineLine.Read(ref reader);
            reader.Read();
            definitions.Set(series.Name, series);
            return null;
        }

        var draft = CaseLine.Read(ref reader);
        reader.Read();
        if (head.Case.IsEmpty) throw new RefusedLineException("neither define nor case is there");
        return PendingLine.Of(CaseResolver.Resolve(draft, definitions), number, head.Case);
    }

    private PendingLine Refused(string why, long number, LineHead head)
    {
        if (head is { IsDefine: true, Name: { } name }) definitions.Refuse(name, number);
        var line = new PendingLine { Number = number, Case = head.Case };
        line.Refuse(why, head.IsDefine);
        return line;
    }
}
