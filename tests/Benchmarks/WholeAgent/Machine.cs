namespace Bellwether.Benchmarks.WholeAgent;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return $"{Environment.ProcessorCount} cores, {model?.Split(':')[1].Trim() ?? "unknown"}, {memory:0} GB, "
            + $".NET {Environment.Version}, load {Load()}";
    }

    /// <summary>Processes that wanted a core in the last minute.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
