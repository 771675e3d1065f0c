using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Probes.Tls;

/// <summary>Authorities that a file names, read at each look, so that a renewed file needs no restart.</summary>
internal static class TrustedFile
{
    /// <summary>Longest file.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <exception cref="IOException">It cannot be read, holds none, or is too long.</exception>
    public static X509Certificate2Collection Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
            throw new IOException($"{path} has more than {MostBytes} bytes");
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be read: {e.Message}", e);
        }

        return found.Count > 0 ? found : throw new IOException($"{path} holds no certificate");
    }
}
