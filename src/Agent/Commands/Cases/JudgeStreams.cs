using Microsoft.Win32.SafeHandles;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>Lines in, lines out, complaints.</summary>
/// <param name="Input">JSON lines.</param>
/// <param name="Output">JSON lines.</param>
/// <param name="Error">For people.</param>
internal sealed record JudgeStreams(Stream Input, Stream Output, TextWriter Error)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>The streams of this process.</summary>
    public static JudgeStreams OfThisProcess(TextWriter error) =>
        new(Console.OpenStandardInput(), new BufferedStream(StandardOutput(), BufferBytes), error);

    /// <summary>The console's stream does not tell that nobody reads any more; a file's stream writes beside the place
    /// where the shell's next command will write. So each for what it does well.</summary>
    private static Stream StandardOutput()
    {
        var console = Console.OpenStandardOutput();
        if (OperatingSystem.IsWindows()) return console;
        try
        {
            var file = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return file.CanSeek ? console : file;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return console;
        }
    }
}
