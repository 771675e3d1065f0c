using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording;

/// <summary>Where a recording goes, and the passing folders of the programs.</summary>
internal sealed class RecordingFolder : IDisposable
{
    private readonly string _output;
    private readonly string _passing;

    /// <exception cref="InvalidOperationException">There is a recording already.</exception>
    public RecordingFolder(string output)
    {
        _output = Path.GetFullPath(output);
        Directory.CreateDirectory(Path.Combine(_output, "logs"));
        if (Directory.EnumerateFiles(_output, "*" + RecordingFile.Ending).Any())
            throw new InvalidOperationException($"{_output} holds a recording already; choose another folder");
        _passing = Directory.CreateTempSubdirectory("bellwether-record-").FullName;
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("a recording reads /proc");
        // Programs that run under a user of their own pass through it to their folder.
        File.SetUnixFileMode(_passing,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Log(string name) => Path.Combine(_output, "logs", $"{name}.log");

    public string Recording(string name) => Path.Combine(_output, name + RecordingFile.Ending);

    /// <summary>A folder of a program's own, gone with the recording.</summary>
    public string Make(string name) => Directory.CreateDirectory(Path.Combine(_passing, name)).FullName;

    public void Dispose() => Directory.Delete(_passing, recursive: true);
}
