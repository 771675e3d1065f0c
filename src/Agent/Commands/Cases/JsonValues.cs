using System.Text.Json;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>Values of a line, read strictly: what is no value of its type is refused with the place where it
/// stands.</summary>
/// <remarks>Straight from the bytes: a line may hold millions of numbers.</remarks>
internal static class JsonValues
{
    public delegate T Reading<out T>(ref Utf8JsonReader reader, string where);

    /// <summary>The members of an object, one call each; no name comes twice.</summary>
    public static void Object(ref Utf8JsonReader reader, string where, Member member)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw Wrong(reader, where, "an object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            if (!seen.Add(name)) throw new RefusedLineException($"'{Inside(where, name)}' is there twice");
            reader.Read();
            member(ref reader, name);
        }
    }

    public delegate void Member(ref Utf8JsonReader reader, string name);

    /// <summary>An object whose members are all of one type.</summary>
    public static Dictionary<string, T> Map<T>(ref Utf8JsonReader reader, string where, Reading<T> read)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        Object(ref reader, where,
            (ref Utf8JsonReader inner, string name) => map[name] = read(ref inner, Inside(where, name)));
        return map;
    }

    public static List<T> List<T>(ref Utf8JsonReader reader, string where, Reading<T> read)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Wrong(reader, where, "a list");
        var list = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(read(ref reader, $"{where}[{list.Count}]"));
        return list;
    }

    /// <summary>Names, each once.</summary>
    public static List<string> Names(ref Utf8JsonReader reader, string where)
    {
        var names = List(ref reader, where, Text);
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusedLineException($"{where}: '{twice.Key}' is there twice");
        return names;
    }

    public static string Text(ref Utf8JsonReader reader, string where)
    {
        if (reader.TokenType != JsonTokenType.String) throw Wrong(reader, where, "a text");
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RefusedLineException($"{where}: the text is no valid UTF-8");
        }
    }

    /// <summary>A number; infinite where it is too large for one.</summary>
    public static double Number(ref Utf8JsonReader reader, string where)
    {
        if (reader.TokenType != JsonTokenType.Number) throw Wrong(reader, where, "a number");
        return reader.TryGetDouble(out var number) ? number : double.PositiveInfinity;
    }

    /// <summary>A number in a range, both ends included.</summary>
    public static double Number(ref Utf8JsonReader reader, string where, double least, double most)
    {
        var number = Number(ref reader, where);
        return number >= least && number <= most ? number
            : throw new RefusedLineException(
                FormattableString.Invariant($"{where}: a number from {least} to {most} is needed"));
    }

    public static int Whole(ref Utf8JsonReader reader, string where, int least, int most)
    {
        var number = Number(ref reader, where);
        return number >= least && number <= most && number == Math.Floor(number) ? (int)number
            : throw new RefusedLineException(
                FormattableString.Invariant($"{where}: a whole number from {least} to {most} is needed"));
    }

    /// <summary>One of some words.</summary>
    public static T Word<T>(ref Utf8JsonReader reader, string where, IReadOnlyDictionary<string, T> words)
    {
        var given = Text(ref reader, where);
        return words.TryGetValue(given, out var word) ? word
            : throw new RefusedLineException($"{where}: '{given}' is none of {string.Join(", ", words.Keys)}");
    }

    public static Direction Direction(ref Utf8JsonReader reader, string where) => Word(ref reader, where, Directions);

    /// <summary>Numbers; null is missing, and so is what is too large to be one.</summary>
    public static double[] Levels(ref Utf8JsonReader reader, string where)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Wrong(reader, where, "a list of numbers");
        var levels = new double[256];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == levels.Length) Array.Resize(ref levels, 2 * count);
            levels[count++] = Level(ref reader, where, count);
        }

        Array.Resize(ref levels, count);
        return levels;
    }

    /// <summary>Pairs of bad ones and all; null is missing, and so is what cannot be counts.</summary>
    public static CountPair[] Pairs(ref Utf8JsonReader reader, string where)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw Wrong(reader, where, "a list of pairs");
        var pairs = new List<CountPair>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            pairs.Add(Pair(ref reader, where, pairs.Count));
        return [.. pairs];
    }

    public static RefusedLineException Wrong(in Utf8JsonReader reader, string where, string needed) =>
        new($"{(where.Length == 0 ? "the line" : where)}: {needed} is needed, not {Kind(reader.TokenType)}");

    public static string Inside(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";

    private static readonly IReadOnlyDictionary<string, Direction> Directions = new Dictionary<string, Direction>
    {
        ["increase"] = Configuration.Plans.Direction.Increase,
        ["decrease"] = Configuration.Plans.Direction.Decrease,
        ["either"] = Configuration.Plans.Direction.Either,
    };

    private static double Level(ref Utf8JsonReader reader, string where, int count) => reader.TokenType switch
    {
        JsonTokenType.Null => double.NaN,
        JsonTokenType.Number => reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : double.NaN,
        _ => throw Wrong(reader, $"{where}[{count - 1}]", "a number or null"),
    };

    private static CountPair Pair(ref Utf8JsonReader reader, string where, int index)
    {
        if (reader.TokenType == JsonTokenType.Null) return default;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Wrong(reader, $"{where}[{index}]", "[bad, total] or null");
        Span<double> numbers = stackalloc double[2];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || count == numbers.Length)
                throw new RefusedLineException($"{where}[{index}]: [bad, total] or null is needed");
            numbers[count++] = Number(ref reader, where);
        }

        return count == numbers.Length ? CountPair.Of(numbers[0], numbers[1])
            : throw new RefusedLineException($"{where}[{index}]: [bad, total] or null is needed");
    }

    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RefusedLineException("a key is no valid UTF-8");
        }
    }

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };
}
