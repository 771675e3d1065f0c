using System.Security.Cryptography;
using System.Text;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>A site as a builder makes it: hashed names, integrity, a page that names its version.</summary>
internal sealed class BuiltSite
{
    public BuiltSite(string version, string vendor = "")
    {
        Version = version;
        Vendor = $"export const lib = '{vendor}';\n";
        App = $"console.log('shop {version}');\n";
        Style = $"body {{ --shop: '{version}'; }}\n";
    }

    public string Version { get; }

    public string App { get; }

    public string Style { get; }

    /// <summary>A library under a name without a hash, as many sites still have one.</summary>
    public string Vendor { get; }

    public string AppName => $"app.{Hash(App)}.js";

    public string StyleName => $"main.{Hash(Style)}.css";

    public string Html => $"""
        <!doctype html>
        <html><head><meta name="app-version" content="{Version}">
        <link rel="stylesheet" href="/assets/{StyleName}" integrity="{Integrity(Style)}">
        <script src="/vendor.js" integrity="{Integrity(Vendor)}"></script>
        </head><body><script src="/assets/{AppName}" integrity="{Integrity(App)}"></script></body></html>
        """;

    /// <summary>Puts it into a folder.</summary>
    /// <param name="folder">What a server serves.</param>
    /// <param name="keep">Whether the hashed assets of earlier builds stay.</param>
    public void WriteTo(string folder, bool keep = true)
    {
        var assets = Path.Combine(folder, "assets");
        if (!keep && Directory.Exists(assets)) Directory.Delete(assets, recursive: true);
        Directory.CreateDirectory(assets);
        File.WriteAllText(Path.Combine(assets, AppName), App);
        File.WriteAllText(Path.Combine(assets, StyleName), Style);
        File.WriteAllText(Path.Combine(folder, "vendor.js"), Vendor);
        File.WriteAllText(Path.Combine(folder, "index.html"), Html);
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    private static string Integrity(string text) =>
        "sha384-" + Convert.ToBase64String(SHA384.HashData(Encoding.UTF8.GetBytes(text)));
}
