using System.Text.Json;

namespace Bellwether.Probes.Docker;

/// <summary>Reads the memory out of an engine's statistics.</summary>
internal static class ContainerMemory
{
    // Without a limit engines tell the host's memory, or the largest number there is.
    private const double NoLimit = 1L << 52;

    /// <summary>Bytes that cannot be given back, and their share of the limit; empty where the engine does not
    /// tell.</summary>
    /// <remarks>Files that were read and not used for a while are given back when others need the memory; the engine's
    /// own client leaves them out as well. The name is that of control groups of version 2, or of version 1.</remarks>
    public static IEnumerable<Reading> Of(JsonElement stats)
    {
        var memory = ContainerFacts.At(stats, "memory_stats");
        if (Number(memory, "usage") is not { } usage) yield break;
        var details = ContainerFacts.At(memory, "stats");
        var files = Number(details, "inactive_file") ?? Number(details, "total_inactive_file") ?? 0;
        var held = Math.Max(0, usage - files);
        yield return Reading.Gauge("memory", held, "bytes");
        if (Number(memory, "limit") is > 0 and < NoLimit and var limit)
            yield return Reading.Gauge("memory-used", held / limit, "ratio");
    }

    private static double? Number(JsonElement of, string name) =>
        ContainerFacts.At(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value)
            && value >= 0 ? value : null;
}
