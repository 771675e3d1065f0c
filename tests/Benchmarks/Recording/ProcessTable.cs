using System.Globalization;

namespace Bellwether.Benchmarks.Recording;

/// <summary>All processes of one moment, from <c>/proc</c>.</summary>
internal sealed class ProcessTable
{
    /// <summary>Fields behind the name in <c>stat</c>. Source: proc(5).</summary>
    private const int Parent = 1, FirstTime = 11, LastTime = 14, ResidentPages = 21;

    private const double TicksPerSecond = 100;

    private readonly Dictionary<int, Row> _rows = [];
    private readonly ILookup<int, int> _children;

    private ProcessTable(IEnumerable<(int Id, Row Row)> rows)
    {
        foreach (var (id, row) in rows) _rows[id] = row;
        _children = _rows.ToLookup(pair => pair.Value.Parent, pair => pair.Key);
    }

    public static ProcessTable Read() => new(
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where char.IsAsciiDigit(name[0])
        let row = RowOf(folder)
        where row is not null
        select (int.Parse(name, CultureInfo.InvariantCulture), row));

    /// <summary>Processor seconds and resident bytes of a process and all below it, children that ended included; null
    /// where it does not run.</summary>
    public (double CpuSeconds, double ResidentBytes)? Tree(int root)
    {
        if (!_rows.TryGetValue(root, out var row)) return null;
        var (cpu, bytes) = (row.CpuSeconds, row.ResidentBytes);
        foreach (var child in _children[root])
        {
            if (Tree(child) is not { } below) continue;
            cpu += below.CpuSeconds;
            bytes += below.ResidentBytes;
        }

        return (cpu, bytes);
    }

    private static Row? RowOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            double ticks = 0;
            for (var i = FirstTime; i <= LastTime; i++) ticks += Number(fields[i]);
            return new(
                (int)Number(fields[Parent]), ticks / TicksPerSecond,
                Number(fields[ResidentPages]) * Environment.SystemPageSize);
        }
        catch (IOException)
        {
            // It ended between the listing and the reading.
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Row(int Parent, double CpuSeconds, double ResidentBytes);
}
