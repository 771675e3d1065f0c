using System.CommandLine;
using System.Text.Json;

namespace Bellwether.Agent.Commands;

/// <summary>Options and arguments that take one of a few words: those of the wire, lower-kebab.</summary>
internal static class Choices
{
    /// <summary>An option that takes one of the allowed words; null where it was not given.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is; the words are listed behind it.</param>
    /// <param name="standard">What it means not to give it, in words; null where that needs none.</param>
    /// <param name="allowed">At least one.</param>
    public static Option<T?> Option<T>(string name, string description, string? standard, params T[] allowed)
        where T : struct, Enum
        => new(name)
        {
            Description = $"{description}: {List(allowed)}{(standard is null ? "" : $"; default {standard}")}",
            HelpName = string.Join('|', allowed.Select(Word)),
            CustomParser = result => SharedOptions.Read(result, text => Find(text, allowed), Hint(allowed)),
        };

    /// <summary>An argument that takes one of the allowed words.</summary>
    public static Argument<T> Argument<T>(string name, string description, params T[] allowed)
        where T : struct, Enum
        => new(name)
        {
            Description = $"{description}: {List(allowed)}",
            HelpName = string.Join('|', allowed.Select(Word)),
            CustomParser = result => SharedOptions.Read(result, text => Find(text, allowed), Hint(allowed)),
        };

    /// <summary>The word of a value, as on the wire.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum
        => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static T? Find<T>(string text, T[] allowed)
        where T : struct, Enum
    {
        foreach (var value in allowed)
        {
            if (Word(value) == text) return value;
        }

        return null;
    }

    private static string Hint<T>(T[] allowed)
        where T : struct, Enum
        => $"it takes {List(allowed)}";

    private static string List<T>(T[] allowed)
        where T : struct, Enum
    {
        var words = allowed.Select(Word).ToArray();
        return words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }
}
