namespace Bellwether.Probes.Postgres;

/// <summary>Patterns of names in which <c>*</c> stands for anything, nothing included.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name is of a pattern, case included. Takes time of the product of their lengths at
    /// most.</summary>
    public static bool Matches(string pattern, string name)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1) return pattern == name;
        if (!name.StartsWith(parts[0], StringComparison.Ordinal)) return false;
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var next = name.IndexOf(part, at, StringComparison.Ordinal);
            if (next < 0) return false;
            at = next + part.Length;
        }

        return name.Length - at >= parts[^1].Length && name.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
