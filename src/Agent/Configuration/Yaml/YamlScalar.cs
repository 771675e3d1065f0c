namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>A single value, as text.</summary>
/// <param name="line">From 1; 0 where it stands in no file.</param>
/// <param name="column">From 1; 0 where it stands in no file.</param>
/// <param name="text">Its text, quotes taken off and variables put in.</param>
internal sealed class YamlScalar(int line, int column, string text) : YamlNode(line, column)
{
    public string Text { get; } = text;

    /// <summary>Its text as the file has it, variables not put in.</summary>
    public string Source { get; init; } = text;

    /// <summary>Written without quotes.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Something from outside the file was put in: the text may be a secret and is never shown.</summary>
    public bool IsSubstituted { get; init; }

    /// <summary>Part of the text really came from outside; a default after ':-' stands in the file itself.</summary>
    public bool IsFromOutside { get; init; }

    /// <summary>A fault was already found in it: nothing more is said of it.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Nothing stands there, or the word null.</summary>
    public bool IsNull => IsPlain && !IsSubstituted && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Words => IsNull ? "nothing" : "a single value";
}
