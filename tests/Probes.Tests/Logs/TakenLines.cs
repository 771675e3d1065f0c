using System.Text;
using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Tests.Logs;

/// <summary>Lines that were read since they were asked for last.</summary>
internal sealed class TakenLines : ILineTaker
{
    private readonly List<string> _lines = [];

    public void Take(ReadOnlySpan<byte> line) => _lines.Add(Encoding.UTF8.GetString(line));

    public string Take()
    {
        var all = string.Join('|', _lines);
        _lines.Clear();
        return all;
    }
}
