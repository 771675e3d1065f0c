namespace Bellwether.Integration.Tests.Vitals;

/// <summary>What docs/targets.md has a shop do so that browsers tell of its pages, word for word but for the
/// addresses.</summary>
internal static class VitalsPage
{
    public static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Agent.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    public static string Script => Path.Combine(Root, "samples", "vitals", "vitals.js");

    /// <summary>What a page includes, and tells of every view.</summary>
    public static string Tag => Line("<script src=").Replace("\"0.2\"", "\"1\"", StringComparison.Ordinal);

    /// <summary>How nginx hands it on to an agent.</summary>
    public static string HandedOnTo(Uri agent) => Line("location = /v1/vitals")
        .Replace("http://127.0.0.1:7070", agent.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private static string Line(string begins) => Assert.Single(
        File.ReadLines(Path.Combine(Root, "docs", "targets.md")),
        line => line.StartsWith(begins, StringComparison.Ordinal));
}
