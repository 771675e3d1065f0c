namespace Bellwether.Agent.Storage.History;

/// <summary>Puts a damaged file out of the way, for whoever wants to look at it.</summary>
internal static class DamagedFiles
{
    /// <summary>How many are kept; the oldest go.</summary>
    public const int MostKept = 3;

    /// <summary>Renames it and returns its new path.</summary>
    public static string SetAside(string path, DateTimeOffset now)
    {
        var name = $"{path}.corrupt-{now:yyyyMMdd'T'HHmmss'Z'}";
        var aside = name;
        for (var i = 2; File.Exists(aside); i++) aside = $"{name}-{i}";
        if (File.Exists(path)) File.Move(path, aside);
        File.Delete($"{path}-journal");
        var kept = Directory.GetFiles(Path.GetDirectoryName(path)!, $"{Path.GetFileName(path)}.corrupt-*");
        foreach (var old in kept.OrderByDescending(file => file, StringComparer.Ordinal).Skip(MostKept))
            File.Delete(old);
        return aside;
    }
}
