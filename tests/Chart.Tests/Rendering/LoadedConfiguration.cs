using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Bellwether.Agent.Configuration;

namespace Bellwether.Chart.Tests.Rendering;

/// <summary>What the agent's own loader makes of a rendered configuration, as <c>bellwether check</c> would.</summary>
internal static class LoadedConfiguration
{
    private const string Credentials = "/run/credentials/bellwether/";
    private const string Tls = "/etc/bellwether-tls/";

    private static readonly Lazy<(string Certificate, string Key)> s_pair = new(MakePair);

    /// <param name="text">The configuration.</param>
    /// <param name="credentials">Names of the credentials that are mounted.</param>
    public static ConfigurationOutcome Load(string text, IEnumerable<string> credentials)
    {
        var known = credentials.ToHashSet();
        var folder = Directory.CreateTempSubdirectory("bellwether-check-");
        try
        {
            var file = Path.Combine(folder.FullName, "bellwether.yaml");
            File.WriteAllText(file, text);
            return ConfigurationLoader.Load(file, new Surroundings
            {
                Variable = name => name switch
                {
                    "CREDENTIALS_DIRECTORY" => Credentials,
                    "POD_NAME" => "checkout-7d4b9c6f5-x2x7q",
                    _ => null,
                },
                HostName = "checkout-7d4b9c6f5-x2x7q",
                ReadBytes = (path, most) => Content(path, file, known).Take(most).ToArray(),
                IsWritableFolder = path => path == "/var/lib/bellwether",
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Names of the credentials that a pod's volume of this name brings.</summary>
    public static IEnumerable<string> Mounted(JsonNode pod, string volume)
    {
        var found = pod["volumes"]!.AsArray().SingleOrDefault(v => v.Text("name") == volume);
        var items = found.At("projected.sources") is JsonArray sources
            ? sources.SelectMany(source => source.At("secret.items")!.AsArray())
            : found.At("secret.items") as JsonArray ?? [];
        return items.Select(item => item.Text("path")!);
    }

    private static byte[] Content(string path, string file, HashSet<string> known)
    {
        if (path == file) return File.ReadAllBytes(path);
        if (path.StartsWith(Credentials, StringComparison.Ordinal) && known.Contains(path[Credentials.Length..]))
            return Encoding.UTF8.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path))));
        return path switch
        {
            Tls + "tls.crt" or Tls + "ca.crt" => Encoding.UTF8.GetBytes(s_pair.Value.Certificate),
            Tls + "tls.key" => Encoding.UTF8.GetBytes(s_pair.Value.Key),
            _ => throw new FileNotFoundException("nothing is mounted there", path),
        };
    }

    private static (string Certificate, string Key) MakePair()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bellwether", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
