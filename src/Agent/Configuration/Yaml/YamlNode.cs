namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>A part of the document that knows where it stands.</summary>
/// <param name="line">From 1; 0 where it stands in no file.</param>
/// <param name="column">From 1; 0 where it stands in no file.</param>
internal abstract class YamlNode(int line, int column)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>What it is, for a sentence: "a list".</summary>
    public abstract string Words { get; }
}
