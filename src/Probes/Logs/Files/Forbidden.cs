using Microsoft.Win32.SafeHandles;

namespace Bellwether.Probes.Logs.Files;

/// <summary>Files that are no logs, wherever a link leads: whoever may write into a folder of logs could otherwise have
/// the agent read out its own credentials.</summary>
internal static class Forbidden
{
    private static readonly string[] Folders = ["/proc/", "/sys/", "/dev/", "/run/credentials/", "/run/secrets/"];

    public static bool Holds(SafeFileHandle file)
    {
        var path = File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", returnFinalTarget: false)
            ?.FullName;
        return path is null || IsForbidden(path, Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"));
    }

    internal static bool IsForbidden(string path, string? credentials) =>
        Array.Exists(Folders, folder => path.StartsWith(folder, StringComparison.Ordinal))
        || (credentials is { Length: > 1 }
            && path.StartsWith(credentials.TrimEnd('/') + "/", StringComparison.Ordinal));
}
