namespace Bellwether.Agent.Tests.Tidy;

/// <summary>Whether what is in a folder is on the list beside it, and described.</summary>
internal static class Catalogs
{
    private static readonly (string Folder, string Kind, string Catalog)[] Kinds =
    [
        ("src/Probes", "Probe", "ProbeCatalog.cs"),
        ("src/Agent/Judging/Rules", "Rule", "RuleCatalog.cs"),
        ("src/Agent/Delivery", "Channel", "ChannelCatalog.cs"),
    ];

    public static IEnumerable<string> Faults(IReadOnlyList<SourceFile> files) =>
        Kinds.SelectMany(kind => Faults(files, kind));

    private static IEnumerable<string> Faults(
        IReadOnlyList<SourceFile> files, (string Folder, string Kind, string Catalog) kind)
    {
        foreach (var name in Entries(files, kind.Folder, kind.Kind))
        {
            var room = kind.Folder.Contains("/Rules", StringComparison.Ordinal) ? "src/Agent/Judging" : kind.Folder;
            var catalog = files.FirstOrDefault(file =>
                file.IsUnder(room) && file.Path.EndsWith("/" + kind.Catalog, StringComparison.Ordinal));
            if (catalog?.Bare.Contains($"{name}{kind.Kind}", StringComparison.Ordinal) != true)
                yield return $"{kind.Catalog}: has no line for {name}{kind.Kind}";
            var readme = files.FirstOrDefault(file => file.Path == $"{kind.Folder}/{name}/README.md");
            if (readme is null) yield return $"{kind.Folder}/{name}: has no README.md";
            else if (readme.Lines.Length > Walls.MaxReadmeLines + 1)
                yield return $"{readme.Path}: {readme.Lines.Length - 1} lines, more than {Walls.MaxReadmeLines}";
        }
    }

    /// <summary>Folders that hold a file named after them and the kind: Tcp/TcpProbe.cs.</summary>
    private static IEnumerable<string> Entries(IReadOnlyList<SourceFile> files, string folder, string kind) =>
        from file in files
        where file.IsUnder(folder)
        let parts = file.Path[(folder.Length + 1)..].Split('/')
        where parts.Length == 2 && parts[1] == $"{parts[0]}{kind}.cs"
        select parts[0];
}
