using System.Text.Json;

namespace Bellwether.Agent.Watching.Replaying;

/// <summary>One place in which a verdict and its replay are not the same.</summary>
/// <param name="Path">Such as <c>evidence[0].strength</c>.</param>
/// <param name="Recorded">As JSON; empty where it is not there.</param>
/// <param name="Replayed">As JSON; empty where it is not there.</param>
internal sealed record ReplayDifference(string Path, string Recorded, string Replayed)
{
    /// <summary>Most that are told.</summary>
    public const int Most = 50;

    /// <summary>Between two messages, at most <see cref="Most"/>.</summary>
    public static IReadOnlyList<ReplayDifference> Between(
        ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> replayed)
    {
        using var one = JsonDocument.Parse(recorded);
        using var other = JsonDocument.Parse(replayed);
        var (before, now) = (Leaves(one.RootElement), Leaves(other.RootElement));
        return
        [
            .. before.Keys.Concat(now.Keys.Where(path => !before.ContainsKey(path)))
                .Select(path => new ReplayDifference(
                    path, before.GetValueOrDefault(path, ""), now.GetValueOrDefault(path, "")))
                .Where(difference => difference.Recorded != difference.Replayed).Take(Most),
        ];
    }

    private static Dictionary<string, string> Leaves(JsonElement root)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(root, "");
        return leaves;

        void Walk(JsonElement element, string path)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in element.EnumerateObject())
                        Walk(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
                    break;
                case JsonValueKind.Array:
                    for (var i = 0; i < element.GetArrayLength(); i++) Walk(element[i], $"{path}[{i}]");
                    break;
                default:
                    leaves[path] = element.GetRawText();
                    break;
            }
        }
    }
}
