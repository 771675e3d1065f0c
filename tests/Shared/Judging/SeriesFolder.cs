using System.IO.Compression;
using System.Text.Json;

namespace Bellwether.Testing.Judging;

/// <summary>The folder of real series.</summary>
internal static class SeriesFolder
{
    /// <summary>A fault that was put in on purpose works for some minutes; nothing so near is healthy.</summary>
    public static readonly TimeSpan AroundFault = TimeSpan.FromMinutes(10);

    private const string Ending = ".csv.gz";
    private const string Faults = "nezha_faults.jsonl";

    /// <summary>All its series by name; empty where the folder is absent.</summary>
    public static IReadOnlyList<MeasuredSeries> Read(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var files = Directory.GetFiles(folder, "*" + Ending);
        Array.Sort(files, StringComparer.Ordinal);
        var series = new MeasuredSeries[files.Length];
        Parallel.For(0, files.Length, i => series[i] = ReadOne(files[i]));
        var faults = Path.Combine(folder, Faults);
        if (File.Exists(faults))
            foreach (var line in File.ReadLines(faults))
                Mark(series, line);
        return series;
    }

    private static MeasuredSeries ReadOne(string path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return SeriesReader.Read(file, Path.GetFileName(path)[..^Ending.Length]);
    }

    private static void Mark(MeasuredSeries[] series, string line)
    {
        using var told = JsonDocument.Parse(line);
        var file = told.RootElement.GetProperty("file").GetString();
        if (Array.Find(series, one => one.Name + Ending == file) is not { } marked) return;
        foreach (var fault in told.RootElement.GetProperty("faults").EnumerateArray())
            marked.MarkSick(fault.GetProperty("unixSeconds").GetDouble(), AroundFault);
    }
}
