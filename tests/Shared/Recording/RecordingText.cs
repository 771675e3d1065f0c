using System.Globalization;

namespace Bellwether.Testing.Recording;

/// <summary>Seconds as lines of comma-separated values, and back.</summary>
internal static class RecordingText
{
    private const int FieldsBefore = 4, FieldsAfter = 4;

    private static readonly int s_buckets = RecordedSecond.Bounds.Count + 1;

    /// <summary>The names of the columns, the first line of a file.</summary>
    public static string Header { get; } = string.Join(',',
        [
            "time", "requests", "errors", "skipped",
            .. RecordedSecond.Bounds.Select(bound => $"le_{Number(bound)}"), "le_inf",
            "cpu", "rss", "up", "restart",
        ]);

    public static string Line(RecordedSecond second) => string.Join(',',
        [
            Number(second.Time), Number(second.Requests), Number(second.Errors), Number(second.Skipped),
            .. second.Buckets.Select(count => Number(count)),
            second.Cpu is { } cpu ? Number(Math.Round(cpu, 4)) : "",
            second.ResidentBytes is { } bytes ? Number(bytes) : "",
            second.Up ? "1" : "0", second.Restart ? "1" : "0",
        ]);

    /// <exception cref="FormatException">It is not a line of a recording; the message says why.</exception>
    public static RecordedSecond Parse(string line)
    {
        var fields = line.Split(',');
        if (fields.Length != FieldsBefore + s_buckets + FieldsAfter)
            throw new FormatException($"a second has {FieldsBefore + s_buckets + FieldsAfter} values: '{line}'");
        var after = fields.AsSpan(FieldsBefore + s_buckets);
        return new()
        {
            Time = Whole(fields[0]),
            Requests = Whole(fields[1]),
            Errors = Whole(fields[2]),
            Skipped = Whole(fields[3]),
            Buckets = [.. fields.Skip(FieldsBefore).Take(s_buckets).Select(Whole)],
            Cpu = Real(after[0]),
            ResidentBytes = Real(after[1]),
            Up = Whole(after[2]) != 0,
            Restart = Whole(after[3]) != 0,
        };
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"'{text}' is not a count");

    private static double? Real(string text)
    {
        if (text.Length == 0) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number : throw new FormatException($"'{text}' is not a number");
    }
}
