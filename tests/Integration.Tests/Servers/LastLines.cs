namespace Bellwether.Integration.Tests.Servers;

/// <summary>The last lines that a program wrote, for the message of a test that failed.</summary>
internal sealed class LastLines
{
    private const int Kept = 200;

    private readonly Queue<string> _lines = [];
    private readonly Lock _gate = new();

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _ = _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return string.Join('\n', _lines);
    }
}
