namespace Bellwether.Benchmarks;

/// <summary>The program as <c>eng/build</c> leaves it.</summary>
internal static class BuiltAgent
{
    /// <exception cref="FileNotFoundException">It was not built.</exception>
    public static string Launcher
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Agent.sln")))
                folder = folder.Parent;
            var launcher = Path.Combine(folder?.FullName ?? "", "artifacts", "bellwether", "bellwether");
            return File.Exists(launcher) ? launcher : throw new FileNotFoundException("run eng/build first", launcher);
        }
    }
}
