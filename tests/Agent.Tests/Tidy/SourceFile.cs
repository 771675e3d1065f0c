using System.Runtime.CompilerServices;

namespace Bellwether.Agent.Tests.Tidy;

/// <summary>A file of the repository.</summary>
/// <param name="Path">From the repository's root, with slashes.</param>
/// <param name="Text">As it stands.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private static readonly string[] Made = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];
    private static readonly string[] Endings =
        [".cs", ".csproj", ".props", ".md", ".json", ".yaml", ".yml", ".sh", ".bash", ".service", ".txt", ""];

    /// <summary>Every text file that is written by hand, in ordinal order of path.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = Read(Root());

    /// <summary>The C# among them.</summary>
    public static IReadOnlyList<SourceFile> Code { get; } = [.. All.Where(file => file.IsCode)];

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public string[] Lines => Text.Split('\n');

    /// <summary>The code without comments and the contents of strings, of the same length.</summary>
    public string Bare => BareCode.Of(Text);

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static IReadOnlyList<SourceFile> Read(string root) =>
    [
        .. Files(new DirectoryInfo(root))
            .Select(file => new SourceFile(
                System.IO.Path.GetRelativePath(root, file.FullName), File.ReadAllText(file.FullName)))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            var isMade = file.Name is ".git" or "packages.lock.json";
            if (Endings.Contains(file.Extension) && !isMade) yield return file;
        }

        foreach (var below in folder.EnumerateDirectories())
        {
            if (Made.Contains(below.Name) || (below.Name.StartsWith('.') && below.Name != ".ci")) continue;
            foreach (var file in Files(below)) yield return file;
        }
    }

    private static string Root([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", ".."));
}
