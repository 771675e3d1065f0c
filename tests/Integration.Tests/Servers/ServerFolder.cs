namespace Bellwether.Integration.Tests.Servers;

/// <summary>A folder of a server's own, gone with the test.</summary>
internal sealed class ServerFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("bellwether-").FullName;

    /// <summary>Path of a file or folder in it, which need not exist.</summary>
    public string At(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
