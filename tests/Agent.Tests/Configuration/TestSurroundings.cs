using System.Text;
using Bellwether.Agent.Configuration;

namespace Bellwether.Agent.Tests.Configuration;

/// <summary>A machine of the tests' own: its variables, its files, its name.</summary>
internal sealed class TestSurroundings
{
    public const string FileName = "file.yaml";

    public Dictionary<string, string> Variables { get; } = new()
    {
        ["HOME"] = "/home/op",
        ["CREDENTIALS_DIRECTORY"] = "/run/credentials/bellwether",
        ["SECRET"] = "hunter2-hunter2",
        ["PORT"] = "8080",
    };

    public Dictionary<string, string> Files { get; } = new()
    {
        ["/run/credentials/bellwether/token"] = "tok-1234567\n",
        ["/run/credentials/bellwether/bellwether_token"] = "not-this-one",
        ["/run/credentials/bellwether/bellwether_of-folder"] = "loaded-by-a-line-of-the-unit\n",
        ["/run/credentials/bellwether/orders-db"] = "Host=db.internal;Username=shop;Password=5ecret-5ecret\n",
        ["/run/credentials/bellwether/hunter"] = "hunter2-hunter2\n",
        ["/run/credentials/bellwether/long"] = "Jx4v0q2Zl8sTn6Wc1RbYpA\n",
        ["/run/credentials/bellwether/other"] = "m7Kd3HgQe9uXo5IfVtSjBw\n",
        ["/etc/bellwether/table.yaml"] = "families: []\n",
    };

    public HashSet<string> WritableFolders { get; } = [];

    public string HostName { get; init; } = "Host-17";

    /// <summary>What the machine says of a plug-in folder: nothing against it.</summary>
    public Func<string, string?> Distrust { get; set; } = _ => null;

    public Surroundings Now => new()
    {
        Variable = Variables.GetValueOrDefault,
        HostName = HostName,
        ReadBytes = Read,
        IsWritableFolder = WritableFolders.Contains,
        Distrust = Distrust,
    };

    public ConfigurationOutcome Load(string yaml, Catalogs? catalogs = null)
    {
        Files[FileName] = yaml;
        return ConfigurationLoader.Load(FileName, Now, catalogs ?? TestCatalogs.Fixed);
    }

    private byte[] Read(string path, int most)
    {
        if (!Files.TryGetValue(path, out var text))
            throw new FileNotFoundException(path);
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length > most ? bytes[..most] : bytes;
    }
}
