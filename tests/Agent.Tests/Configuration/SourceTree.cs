namespace Bellwether.Agent.Tests.Configuration;

/// <summary>Files of the source tree, for texts that are compared and can be written anew.</summary>
internal static class SourceTree
{
    /// <summary>Set to 1, texts are written instead of compared.</summary>
    public const string Update = "BELLWETHER_UPDATE_SNAPSHOTS";

    public static bool IsUpdating => Environment.GetEnvironmentVariable(Update) == "1";

    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Compares a text with a file of the tree, or writes it there.</summary>
    public static void AssertCurrent(string path, string text)
    {
        if (IsUpdating)
            File.WriteAllText(path, text);
        var there = File.Exists(path) ? File.ReadAllText(path) : "";
        if (there != text)
            Assert.Fail($"{Path.GetRelativePath(Root, path)} is not current; read the difference, and if it is meant, "
                + $"run: {Update}=1 dotnet test tests/Agent.Tests --filter Configuration\n--- there\n{there}\n--- "
                    + $"now\n{text}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Agent.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the source tree.");
    }
}
