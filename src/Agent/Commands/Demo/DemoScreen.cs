namespace Bellwether.Agent.Commands.Demo;

/// <summary>What the demo's user reads: lines that stay, and one that says what is happening now.</summary>
/// <remarks>On a terminal the latter is written over; elsewhere it becomes a line of its own now and then. No colours.
/// Safe for concurrent use.</remarks>
internal sealed class DemoScreen(Terminal terminal, TimeSpan gap)
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _turn = new();
    private readonly bool _live = terminal.IsInteractive
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
    private long _start = terminal.Time.GetTimestamp();
    private long _lastLine = terminal.Time.GetTimestamp();

    /// <summary>Width of a live line; longer ones are cut, since a wrapped one cannot be written over.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Whether what happens is told as status alone, because the story is told many times.</summary>
    public bool IsBrief { get; init; }

    public TimeSpan Elapsed => terminal.Time.GetElapsedTime(_start);

    /// <summary>The clock starts again.</summary>
    public void Restart() => _start = terminal.Time.GetTimestamp();

    /// <summary>Something happened.</summary>
    public void Tell(string line)
    {
        if (IsBrief) Status(line);
        else Write(Stamped(line));
    }

    /// <summary>Something new begins.</summary>
    public void Pause()
    {
        if (!IsBrief) Write("");
    }

    /// <summary>What is happening now.</summary>
    public void Status(string line)
    {
        lock (_turn)
        {
            if (_live) terminal.Out.Write(ClearLine + Cut(Stamped(line)));
            else if (terminal.Time.GetElapsedTime(_lastLine) >= gap) WriteHere(Stamped(line));
            terminal.Out.Flush();
        }
    }

    /// <summary>A line without the time; also where the story is told in brief.</summary>
    public void Write(string line)
    {
        lock (_turn)
        {
            if (_live) terminal.Out.Write(ClearLine);
            WriteHere(line);
            terminal.Out.Flush();
        }
    }

    /// <summary>Takes the live line away.</summary>
    public void Clear()
    {
        lock (_turn)
        {
            if (_live) terminal.Out.Write(ClearLine);
            terminal.Out.Flush();
        }
    }

    private void WriteHere(string line)
    {
        terminal.Out.WriteLine(line);
        _lastLine = terminal.Time.GetTimestamp();
    }

    private string Stamped(string line) => $"{DemoWords.Clock(Elapsed),5}  {line}";

    private string Cut(string line) => line.Length < Width ? line : line[..(Width - 1)];
}
