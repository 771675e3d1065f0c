using System.Text;
using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests.Values;

public sealed class ReadmeTests
{
    private const string Readme = $"{Repository.Chart}/README.md";
    private const string Begin = "<!-- values -->\n";
    private const string End = "<!-- end -->\n";

    [Fact]
    public void Every_value_says_what_it_is_and_ends_its_sentence()
    {
        Assert.True(ValueEntry.All.Count > 80, $"{ValueEntry.All.Count} are too few: they are not found");
        Assert.All(ValueEntry.All, entry => Assert.True(
            entry.Comment.EndsWith('.'), $"{entry.Path}: nothing is said above it, or without an end"));
    }

    [Fact]
    public void The_table_of_the_README_is_that_of_the_values()
    {
        var text = Repository.Text(Readme);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length,
            text.IndexOf(End, StringComparison.Ordinal));
        Repository.Matches(Readme, text[..from] + Table() + text[to..]);
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| Value | What it is | Default |\n|---|---|---|\n");
        foreach (var (path, comment, value) in ValueEntry.All)
        {
            var words = comment.Replace("|", "\\|", StringComparison.Ordinal);
            _ = table.Append($"| `{path}` | {words} | {Cell(value)} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Cell(JsonNode? value) => value switch
    {
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => "none",
        JsonValue text when text.ToString().Length == 0 => "",
        JsonValue text => $"`{text}`",
        _ => $"`{value?.ToJsonString()}`",
    };
}
