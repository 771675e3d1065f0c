using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests.Values;

/// <summary>One key of values.yaml.</summary>
/// <param name="Path">With dots between.</param>
/// <param name="Comment">What is said above it, on one line; empty where nothing is.</param>
/// <param name="Default">Its value.</param>
internal sealed record ValueEntry(string Path, string Comment, JsonNode? Default)
{
    public const string File = $"{Repository.Chart}/values.yaml";

    /// <summary>A map whose keys are the operator's, or that the API server knows.</summary>
    private static readonly string[] s_whole = ["resources", "sidecar.resources"];

    /// <summary>Every key that an operator sets, in the order of the file.</summary>
    public static IReadOnlyList<ValueEntry> All { get; } = Read(Repository.Text(File)).Where(IsSet).ToArray();

    /// <summary>YAML that sets it, and nothing else.</summary>
    public string Set(string value)
    {
        var keys = Path.Split('.').Select((key, depth) => $"{new string(' ', 2 * depth)}{key}:");
        return $"{string.Join('\n', keys)} {value}\n";
    }

    /// <summary>Maps that only hold other keys are no entries of their own.</summary>
    private static bool IsSet(ValueEntry entry) =>
        !s_whole.Any(whole => entry.Path.StartsWith(whole + ".", StringComparison.Ordinal))
        && (s_whole.Contains(entry.Path) || entry.Default is not JsonObject { Count: > 0 });

    private static IEnumerable<ValueEntry> Read(string text)
    {
        var values = Manifest.Read(text);
        var comment = new List<string>();
        var path = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            var word = line.TrimStart();
            if (word.StartsWith('#')) comment.Add(word.TrimStart('#', ' '));
            else if (word.Length > 0 && word[0] != '-' && word.Contains(':', StringComparison.Ordinal))
            {
                var depth = (line.Length - word.Length) / 2;
                // Deeper than a key below the one above: inside an item of a list.
                if (depth > path.Count) continue;
                path.RemoveRange(depth, path.Count - depth);
                path.Add(word[..word.IndexOf(':', StringComparison.Ordinal)]);
                var name = string.Join('.', path);
                yield return new(name, string.Join(' ', comment), values.At(name));
                comment.Clear();
            }
            else comment.Clear();
        }
    }
}
