using System.Globalization;

namespace Bellwether.Probes.Host;

/// <summary>What the kernel tells in small files; each parser takes a whole file and gives null where it cannot read
/// it.</summary>
internal static class KernelFiles
{
    /// <summary>Seconds since 1970 at which the host was booted, from <c>/proc/stat</c>.</summary>
    public static long? BootTime(ReadOnlySpan<byte> stat) =>
        Fields.TryLine(stat, "btime "u8, out var line) && Fields.Number(line) is { } seconds and <= 253_402_300_799
            ? (long)seconds : null;

    /// <summary>Share of the memory in use, from <c>/proc/meminfo</c>: what no program could have without
    /// swapping.</summary>
    public static double? MemoryUsed(ReadOnlySpan<byte> meminfo)
    {
        if (Kilobytes(meminfo, "MemTotal:"u8) is not { } total
            || Kilobytes(meminfo, "MemAvailable:"u8) is not { } available)
            return null;
        return total > 0 ? Math.Clamp(1 - ((double)available / total), 0, 1) : null;
    }

    /// <summary>Processes that ran or waited, averaged over about a minute, from <c>/proc/loadavg</c>.</summary>
    public static double? Load1(ReadOnlySpan<byte> loadavg) => Fields.Fraction(new Fields(loadavg).Next());

    /// <summary>Share of the last 10 s in which some task waited for the resource, from
    /// <c>/proc/pressure/…</c>.</summary>
    public static double? SomePressure(ReadOnlySpan<byte> pressure) =>
        Fields.TryLine(pressure, "some avg10="u8, out var line)
            && Fields.Fraction(new Fields(line).Next()) is { } percent
            ? Math.Clamp(percent / 100, 0, 1) : null;

    /// <summary>The id on the first line of a pid file; null for anything but a possible id.</summary>
    /// <remarks>Some programs, PostgreSQL among them, write more below it.</remarks>
    public static int? ProcessId(ReadOnlySpan<byte> pidFile)
    {
        var end = pidFile.IndexOf((byte)'\n');
        var line = (end < 0 ? pidFile : pidFile[..end]).Trim(" \t\r"u8);
        return Fields.Number(line) is { } id and >= 1 and <= LargestProcessId
            && char.IsAsciiDigit((char)line[0]) ? (int)id : null;
    }

    /// <summary>Text of an id, as the kernel names folders.</summary>
    public static string Folder(int processId) => processId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The kernel's PID_MAX_LIMIT on 64-bit machines.</summary>
    private const int LargestProcessId = 4 * 1024 * 1024;

    private static ulong? Kilobytes(ReadOnlySpan<byte> meminfo, ReadOnlySpan<byte> name) =>
        Fields.TryLine(meminfo, name, out var line) ? new Fields(line).Number() : null;
}
