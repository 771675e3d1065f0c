using System.Globalization;

namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>A number of bytes as people write it: <c>512KiB</c>, <c>1MiB</c>, or plain digits.</summary>
internal static class ByteSize
{
    public const string Form = "a number of bytes such as 512KiB, 1MiB or 65536";

    public const string Pattern = @"^[0-9]+(\.[0-9]+)?\s?(B|kB|KB|MB|GB|KiB|MiB|GiB)?$";

    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000), ("KB", 1000), ("B", 1), ("", 1),
    ];

    public static bool TryRead(string text, out double bytes)
    {
        bytes = 0;
        if (!Numbers.TrySplit(text, out var value, out var unit))
            return false;
        var factor = Array.Find(Units, u => u.Unit == unit).Bytes;
        bytes = value * factor;
        return factor > 0;
    }

    /// <summary>In the largest binary unit that leaves no fraction.</summary>
    public static string Write(long bytes)
    {
        foreach (var (unit, factor) in Units.AsSpan(0, 3))
            if (bytes >= factor && bytes % factor == 0)
                return (bytes / factor).ToString(CultureInfo.InvariantCulture) + " " + unit;
        return bytes.ToString(CultureInfo.InvariantCulture) + " bytes";
    }
}
