namespace Bellwether.Benchmarks.Judging;

/// <summary>A section of a Markdown file: its heading and all until the next of the same depth.</summary>
internal static class SectionOfFile
{
    /// <summary>Puts a section in the place of the one with the same heading, else at the end.</summary>
    public static void Replace(string path, string section) =>
        File.WriteAllText(path, Replaced(File.Exists(path) ? File.ReadAllText(path) : "", section));

    private static string Replaced(string text, string section)
    {
        var heading = section[..(section.IndexOf('\n') + 1)];
        var from = text.StartsWith(heading, StringComparison.Ordinal) ? 0
            : text.IndexOf("\n" + heading, StringComparison.Ordinal) + 1;
        if (from == 0 && !text.StartsWith(heading, StringComparison.Ordinal))
            return text.Length == 0 ? section : text.TrimEnd('\n') + "\n\n" + section;
        var to = text.IndexOf("\n## ", from + heading.Length, StringComparison.Ordinal);
        return text[..from] + section.TrimEnd('\n') + "\n" + (to < 0 ? "" : text[to..]);
    }
}
