using System.Globalization;
using System.IO.Compression;

namespace Bellwether.Benchmarks.Fleet;

/// <summary>Servers that were measured at the same times.</summary>
internal sealed class FleetSeries
{
    private FleetSeries(IReadOnlyList<Dictionary<string, double[]>> hosts)
    {
        Hosts = hosts;
        Metrics = [.. hosts[0].Keys.Where(name => hosts.All(host => host.ContainsKey(name)))
            .Order(StringComparer.Ordinal)];
        Points = hosts.Min(host => host.Values.Min(levels => levels.Length));
    }

    /// <summary>Levels by metric, one of each host.</summary>
    public IReadOnlyList<Dictionary<string, double[]>> Hosts { get; }

    /// <summary>Metrics that all hosts have, sorted.</summary>
    public IReadOnlyList<string> Metrics { get; }

    public int Points { get; }

    /// <summary>All files of a folder whose names fit; null where there are fewer than two.</summary>
    public static FleetSeries? Read(string folder, string pattern)
    {
        if (!Directory.Exists(folder)) return null;
        var files = Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).ToArray();
        return files.Length < 2 ? null : new([.. files.Select(ReadOne)]);
    }

    private static Dictionary<string, double[]> ReadOne(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var names = text.ReadLine()!.Split(',');
        var columns = names.Select(_ => new List<double>()).ToArray();
        while (text.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            for (var i = 0; i < names.Length; i++)
            {
                var isNumber = double.TryParse(cells[i], CultureInfo.InvariantCulture, out var level);
                columns[i].Add(isNumber ? level : double.NaN);
            }

        }

        // The first column is the time, the last one the publishers' label.
        return Enumerable.Range(1, names.Length - 2).ToDictionary(i => names[i], i => columns[i].ToArray());
    }
}
