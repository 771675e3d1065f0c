namespace Bellwether.Probes.Host;

/// <summary>Time that all cores together spent since boot, in clock ticks.</summary>
internal readonly record struct CpuTimes(double Busy, double Total)
{
    /// <summary>The <c>cpu</c> line of <c>/proc/stat</c>; null where there is none.</summary>
    /// <remarks>Fields: user nice system idle iowait irq softirq steal, then guest and guest_nice, which user and nice
    /// hold
    /// already. Waiting for a disk is idle; time that the hypervisor took is not.</remarks>
    public static CpuTimes? Parse(ReadOnlySpan<byte> stat)
    {
        if (!Fields.TryLine(stat, "cpu "u8, out var line))
            return null;
        var fields = new Fields(line);
        double idle = 0;
        double total = 0;
        for (var i = 0; i < 8; i++)
        {
            if (fields.Number() is not { } ticks)
                return i < 4 ? null : new(total - idle, total);
            total += ticks;
            if (i is 3 or 4)
                idle += ticks;
        }

        return new(total - idle, total);
    }

    /// <summary>How many cores <c>/proc/stat</c> lists; 0 where it lists none.</summary>
    public static int Cores(ReadOnlySpan<byte> stat)
    {
        var cores = 0;
        while (stat.StartsWith("cpu"u8) && stat.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (stat[3] is >= (byte)'0' and <= (byte)'9')
                cores++;
            stat = stat[(end + 1)..];
        }

        return cores;
    }

    /// <summary>Share of all cores in use since an earlier look, 0 to 1; null where no time has passed.</summary>
    /// <remarks>Some kernels take idle time back, so that a gap may come out a little below 0 or above 1.</remarks>
    public double? Since(CpuTimes before)
    {
        var total = Total - before.Total;
        return total > 0 ? Math.Clamp((Busy - before.Busy) / total, 0, 1) : null;
    }
}
