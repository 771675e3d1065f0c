using System.Text;
using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Agent.Configuration;

/// <summary>What a configuration may ask of the machine it is read on.</summary>
internal sealed record Surroundings
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Value of an environment variable; null where it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Name of this host.</summary>
    public required string HostName { get; init; }

    /// <summary>The first bytes of a file, at most as many as asked for.</summary>
    public Func<string, int, byte[]> ReadBytes { get; init; } = ReadFile;

    /// <summary>Whether a folder exists and can be written to.</summary>
    public Func<string, bool> IsWritableFolder { get; init; } = CanWrite;

    /// <summary>Why the code in a folder that exists must not be run; null where it may.</summary>
    public Func<string, string?> Distrust { get; init; } = FolderTrust.Fault;

    public static Surroundings OfThisProcess() => new()
    {
        Variable = Environment.GetEnvironmentVariable,
        HostName = Environment.MachineName,
    };

    /// <summary>Text of a file, or why it cannot be had.</summary>
    public (string? Text, string? Fault) ReadText(string file, int largest)
    {
        try
        {
            var bytes = ReadBytes(file, largest + 1);
            return bytes.Length > largest
                ? (null, $"it is larger than {Scalars.ByteSize.Write(largest)}")
                : (Strict.GetString(bytes).TrimStart('\uFEFF'), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "there is no such file");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, Directory.Exists(file) ? "it is a folder" : "reading it is not permitted");
        }
        catch (DecoderFallbackException)
        {
            return (null, "it is not UTF-8 text");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return (null, "it cannot be read");
        }
    }

    private static byte[] ReadFile(string file, int most)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.CanSeek ? (int)Math.Min(most, Math.Max(stream.Length, 4096)) : most];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..count];
    }

    private static bool CanWrite(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        try
        {
            // The permission bits do not tell of read-only mounts: only trying does.
            var trial = Path.Combine(folder, $".writable-{Environment.ProcessId}");
            using (new FileStream(
                trial, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
