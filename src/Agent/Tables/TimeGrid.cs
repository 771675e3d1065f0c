namespace Bellwether.Agent.Tables;

/// <summary>Times as points of one width, without gaps.</summary>
/// <param name="Start">Start of the first point, UTC.</param>
/// <param name="Interval">Width of a point.</param>
/// <param name="Points">From the first to the last, holes included.</param>
internal sealed record TimeGrid(DateTimeOffset Start, TimeSpan Interval, int Points)
{
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);

    /// <summary>Index of a row's point.</summary>
    public int IndexOf(long ticks) => (int)((ticks - Start.UtcTicks) / Interval.Ticks);

    /// <exception cref="TableException">Times do not ascend, are not regular, or reach too far.</exception>
    public static TimeGrid Of(RawTable raw, TimeSpan? told, TableLimits limits)
    {
        for (var row = 1; row < raw.Times.Length; row++)
        {
            if (raw.Times[row] == raw.Times[row - 1]) throw raw.Fault(row, $"time {raw.Time(row)} is there twice");
            if (raw.Times[row] < raw.Times[row - 1])
                throw raw.Fault(row, $"time {raw.Time(row)} comes after {raw.Time(row - 1)}: sort the lines by time");
        }

        var interval = told?.Ticks ?? Usual(raw);
        if (interval < ShortestInterval.Ticks || interval > LongestInterval.Ticks)
            throw raw.Fault($"points of {TimeSpan.FromTicks(interval).TotalSeconds} s cannot be judged;"
                + " 1 s to 1 h can");
        for (var row = 1; row < raw.Times.Length; row++)
        {
            var gap = raw.Times[row] - raw.Times[row - 1];
            if (gap % interval != 0)
                throw raw.Fault(row, $"{TimeSpan.FromTicks(gap).TotalSeconds} s after the one before, which is no"
                    + $" multiple of the interval of {TimeSpan.FromTicks(interval).TotalSeconds} s");
        }

        var points = (raw.Times[^1] - raw.Times[0]) / interval + 1;
        if (points > limits.MostPoints || points * raw.Names.Count > limits.MostNumbers)
            throw raw.Fault($"{points} points of {raw.Names.Count} columns from {raw.Time(0)} to"
                + $" {raw.Time(raw.Times.Length - 1)} are more than is taken in");
        return new(new(raw.Times[0], TimeSpan.Zero), TimeSpan.FromTicks(interval), (int)points);
    }

    private static long Usual(RawTable raw)
    {
        if (raw.Times.Length < 2)
            throw raw.Fault("one line does not tell how wide a point is; say it with --interval");
        var gaps = new long[raw.Times.Length - 1];
        for (var row = 1; row < raw.Times.Length; row++) gaps[row - 1] = raw.Times[row] - raw.Times[row - 1];
        Array.Sort(gaps);
        return gaps[(gaps.Length - 1) / 2];
    }
}
