namespace Bellwether.Agent.Tests.Tidy;

/// <summary>Whether what is in a folder is on the list beside it, and described.</summary>
internal static class Catalogs
{
    // What is always on has no options and so no line among the things that a configuration may name; it is on a list
    // of its own, from which it is run.
    private static readonly (string Folder, string Kind, string[] Lists)[] Kinds =
    [
        ("src/Probes", "Probe", ["ProbeCatalog.cs"]),
        ("src/Agent/Judging/Rules", "Rule", ["RuleCatalog.cs", "AlwaysOnRules.cs"]),
        ("src/Agent/Delivery", "Channel", ["ChannelCatalog.cs"]),
    ];

    public static IEnumerable<string> Faults(IReadOnlyList<SourceFile> files) =>
        Kinds.SelectMany(kind => Faults(files, kind));

    private static IEnumerable<string> Faults(
        IReadOnlyList<SourceFile> files, (string Folder, string Kind, string[] Lists) kind)
    {
        foreach (var name in Entries(files, kind.Folder, kind.Kind))
        {
            var room = kind.Folder.Contains("/Rules", StringComparison.Ordinal) ? "src/Agent/Judging" : kind.Folder;
            var lists = files.Where(file => file.IsUnder(room) && kind.Lists.Any(list =>
                file.Path.EndsWith("/" + list, StringComparison.Ordinal)));
            if (lists.Count(list => list.Bare.Contains($"{name}{kind.Kind}", StringComparison.Ordinal)) != 1)
                yield return $"{string.Join(" or ", kind.Lists)}: has no line for {name}{kind.Kind}, or both have";
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
