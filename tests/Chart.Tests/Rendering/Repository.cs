using System.Runtime.CompilerServices;

namespace Bellwether.Chart.Tests.Rendering;

/// <summary>Files of the source tree.</summary>
internal static class Repository
{
    public const string Chart = "deploy/helm/bellwether";

    public static string Root { get; } = Find();

    public static bool IsUpdating => Environment.GetEnvironmentVariable("BELLWETHER_UPDATE_SNAPSHOTS") == "1";

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Text(string file) => File.ReadAllText(PathOf(file));

    /// <summary>The templates of the chart, by their paths in it.</summary>
    public static IReadOnlyDictionary<string, string> Templates() => Directory
        .EnumerateFiles(PathOf($"{Chart}/templates"), "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(PathOf(Chart), file), File.ReadAllText);

    /// <summary>Whether a file has exactly this text; with BELLWETHER_UPDATE_SNAPSHOTS=1 it is given it.</summary>
    public static void Matches(string file, string text)
    {
        if (IsUpdating) File.WriteAllText(PathOf(file), text);
        Assert.True(
            File.Exists(PathOf(file)),
            $"{file} is missing; BELLWETHER_UPDATE_SNAPSHOTS=1 dotnet test tests/Chart.Tests writes it");
        Assert.Equal(Text(file), text);
    }

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
