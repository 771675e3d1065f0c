using System.Buffers.Text;

namespace Bellwether.Probes.Logs.Access;

/// <summary>How long requests took.</summary>
internal static class Durations
{
    /// <summary>Longest that is believed, in seconds.</summary>
    private const double Longest = 86_400;

    /// <summary>Seconds; NaN for what is no duration.</summary>
    public static double Read(ReadOnlySpan<byte> word, DurationUnit unit) =>
        Utf8Parser.TryParse(word, out double number, out var used) && used == word.Length
            ? Seconds(number, unit) : double.NaN;

    public static double Seconds(double number, DurationUnit unit)
    {
        var seconds = unit switch
        {
            DurationUnit.None => double.NaN,
            DurationUnit.Milliseconds => number / 1e3,
            DurationUnit.Microseconds => number / 1e6,
            DurationUnit.Nanoseconds => number / 1e9,
            _ => number,
        };
        return seconds is >= 0 and <= Longest ? seconds : double.NaN;
    }
}
