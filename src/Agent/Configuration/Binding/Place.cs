using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>Where options came from.</summary>
/// <param name="Map">The map they were made of.</param>
/// <param name="Path">Its path.</param>
/// <param name="IsSound">Whether no fault was found in it, or anywhere below it.</param>
internal sealed record Place(YamlMap Map, string Path, bool IsSound)
{
    /// <summary>The node of a member such as <c>Expect.Status</c> or <c>Targets[1].Url</c>; as much of it as the file
    /// has.</summary>
    public (YamlNode Node, string Path) Find(string member)
    {
        (YamlNode Node, string Path) at = (Map, Path);
        foreach (var step in member
            .Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step[0] == '[')
            {
                if (at.Node is not YamlList list || !int.TryParse(step[1..^1], out var index)
                    || index >= list.Items.Count)
                    break;
                at = (list.Items[index], Paths.Item(at.Path, index));
            }
            else
            {
                var key = Paths.Kebab(step);
                if (at.Node is not YamlMap map || (map.Find(key) ?? map.Find(step)) is not { } next)
                    break;
                at = (next, Paths.Key(at.Path, key));
            }
        }

        return at;
    }
}
