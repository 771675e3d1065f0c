using System.Text;

namespace Bellwether.Probes.Tests.Logs;

/// <summary>A folder of logs, gone with the test.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bellwether-logs-").FullName;

    public string At(string name) => Path.Combine(_root, name);

    public string Append(string name, params string[] lines) =>
        AppendRaw(name, string.Concat(lines.Select(line => line + "\n")));

    public string AppendRaw(string name, string text)
    {
        File.AppendAllText(At(name), text, new UTF8Encoding(false));
        return At(name);
    }

    public void Move(string from, string to) => File.Move(At(from), At(to));

    /// <param name="name">Of a file in it.</param>
    /// <param name="mode">Who may what, as <c>chmod</c> takes it.</param>
    public void Permit(string name, string mode)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("programs are run on Linux");
        File.SetUnixFileMode(At(name), (UnixFileMode)Convert.ToInt32(mode, 8));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
