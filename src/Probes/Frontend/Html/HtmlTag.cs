namespace Bellwether.Probes.Frontend.Html;

/// <summary>A tag of a page.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="IsEnd">Whether it closes its element.</param>
/// <param name="Attributes">Names in lower case, values with their references resolved; the first of two wins.</param>
internal sealed record HtmlTag(string Name, bool IsEnd, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Value of an attribute, empty where it has none; null where it is not there.</summary>
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    /// <summary>Whether one of the words of an attribute is this one, as in <c>rel="preload stylesheet"</c>.</summary>
    public bool Says(string attribute, string word) => this[attribute] is { } value
        && value.Split((char[])[' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries)
            .Contains(word, StringComparer.OrdinalIgnoreCase);
}
