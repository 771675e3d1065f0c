using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Watching.Replaying;

/// <summary>Points by column: a tenth of the room of points one by one, and every number as it was.</summary>
/// <remarks>The state of a point is one letter: seen or missing, in capitals where it is masked, and another capital
/// where it is so only for an unproven version. The other columns have a number for each point that was seen.</remarks>
internal sealed class PointSeriesForm : JsonConverter<PointSeries>
{
    private const char Seen = 's';
    private const char Missing = 'm';
    private const char SeenMasked = 'S';
    private const char MissingMasked = 'M';
    private const char SeenUnproven = 'U';
    private const char MissingUnproven = 'N';

    public override void Write(Utf8JsonWriter writer, PointSeries series, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("start", series.Start);
        writer.WriteNumber("intervalTicks", series.Interval.Ticks);
        writer.WriteString("states", States(series.Points));
        Column(writer, "values", series.Points, static (w, point) => Number(w, point.Value));
        Column(writer, "totals", series.Points, static (w, point) => Number(w, point.Total));
        if (series.Points.Any(point => point.Seen && point.Buckets is not null))
            Column(writer, "buckets", series.Points, Buckets);
        writer.WriteEndObject();
    }

    public override PointSeries Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        try
        {
            return new(
                root.GetProperty("start").GetDateTimeOffset(),
                TimeSpan.FromTicks(root.GetProperty("intervalTicks").GetInt64()),
                Points(root));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"points that cannot be read: {e.Message}", e);
        }
    }

    private static string States(IReadOnlyList<Point> points)
    {
        var states = new StringBuilder(points.Count);
        foreach (var point in points) states.Append(State(point));
        return states.ToString();
    }

    private static char State(in Point point) => point switch
    {
        { Seen: true, Unproven: true } => SeenUnproven,
        { Seen: true } => point.Masked ? SeenMasked : Seen,
        { Unproven: true } => MissingUnproven,
        _ => point.Masked ? MissingMasked : Missing,
    };

    private static void Column(
        Utf8JsonWriter writer, string name, IReadOnlyList<Point> points, Action<Utf8JsonWriter, Point> write)
    {
        writer.WriteStartArray(name);
        foreach (var point in points)
            if (point.Seen)
                write(writer, point);
        writer.WriteEndArray();
    }

    private static void Buckets(Utf8JsonWriter writer, Point point)
    {
        if (point.Buckets is not { } buckets)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        foreach (var count in buckets) Number(writer, count);
        writer.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static Point[] Points(JsonElement root)
    {
        var states = root.GetProperty("states").GetString() ?? "";
        var values = root.GetProperty("values").EnumerateArray();
        var totals = root.GetProperty("totals").EnumerateArray();
        var buckets = root.TryGetProperty("buckets", out var column) ? column.EnumerateArray() : default;
        var points = new Point[states.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var unproven = states[i] is SeenUnproven or MissingUnproven;
            var masked = unproven || states[i] is SeenMasked or MissingMasked;
            var missing = states[i] is Missing or MissingMasked or MissingUnproven;
            points[i] = missing ? new() { Masked = masked, Unproven = unproven } : new()
            {
                Seen = true,
                Masked = masked,
                Unproven = unproven,
                Value = Number(Next(ref values)),
                Total = Number(Next(ref totals)),
                Buckets = column.ValueKind == JsonValueKind.Array ? Counts(Next(ref buckets)) : null,
            };
        }

        return points;
    }

    private static JsonElement Next(ref JsonElement.ArrayEnumerator column) =>
        column.MoveNext() ? column.Current : throw new FormatException("a column is too short");

    private static double[]? Counts(JsonElement counts) => counts.ValueKind == JsonValueKind.Null ? null
        : [.. counts.EnumerateArray().Select(Number)];

    private static double Number(JsonElement number) => number.ValueKind != JsonValueKind.String ? number.GetDouble()
        : number.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var other => throw new FormatException($"'{other}' is no number"),
        };
}
