using System.Runtime.CompilerServices;

namespace Bellwether.Tests;

/// <summary>A plug-in folder of one test's own with the checks of Acme in it, as an operator would put them
/// there.</summary>
internal sealed class AcmePlugIns : IDisposable
{
    public AcmePlugIns()
    {
        var own = Directory.CreateDirectory(Path.Combine(Folder, "acme"));
        foreach (var file in Directory.GetFiles(Built()))
            File.Copy(file, Path.Combine(own.FullName, Path.GetFileName(file)));
    }

    /// <summary>The plug-in folder; the plug-in is one below.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("bellwether-plug-ins-").FullName;

    /// <summary>Path of a file that is not there yet.</summary>
    public string Gate { get; } = Path.Combine(Path.GetTempPath(), $"bellwether-gate-{Path.GetRandomFileName()}");

    /// <summary>Lets go whatever waits for the file.</summary>
    public void Open() => File.WriteAllText(Gate, "");

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        File.Delete(Gate);
    }

    // bin/Debug/net10.0 of this test project, and the same of the plug-in's.
    private static string Built([CallerFilePath] string here = "")
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            Path.GetDirectoryName(here)!, "..", "..", "Plugins", "bin", ours.Parent!.Name, ours.Name);
    }
}
