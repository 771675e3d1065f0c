namespace Bellwether.Agent.Commands.Demo;

/// <summary>Where the programs of the story are.</summary>
/// <param name="Bellwether">The command, as a pipeline calls it.</param>
/// <param name="Shop">The sample service.</param>
/// <param name="Pipeline">The sample pipeline.</param>
internal sealed record DemoPlaces(string Bellwether, string Shop, string Pipeline)
{
    /// <param name="beside">Folder of this program.</param>
    /// <exception cref="CommandFailedException">The sample service or the pipeline is not there.</exception>
    public static DemoPlaces Find(string beside)
    {
        var shop = Path.GetFullPath(Path.Combine(beside, "..", "shop", "Shop"));
        var pipeline = Above(beside)
            .Select(folder => Path.Combine(folder, "samples", "pipeline", "deploy"))
            .FirstOrDefault(File.Exists);
        if (!File.Exists(shop)) throw Missing($"the sample service is not at {shop}");
        if (pipeline is null) throw Missing($"no samples/pipeline/deploy in any folder above {beside}");
        return new(Command(beside), shop, pipeline);
    }

    // The launcher finds a runtime wherever it was installed; without it the program's own host has to do.
    private static string Command(string beside)
    {
        var launcher = Path.Combine(beside, "bellwether");
        return File.Exists(launcher) ? launcher : Path.Combine(beside, "Bellwether.Agent");
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }

    private static CommandFailedException Missing(string what) =>
        new("the demo deploys a sample service, which comes with Bellwether's source and not with the program: "
            + $"{what}. Clone Bellwether's repository and run eng/demo in it");
}
