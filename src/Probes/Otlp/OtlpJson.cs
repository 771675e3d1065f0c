using System.Globalization;
using System.Text.Json;

namespace Bellwether.Probes.Otlp;

/// <summary>Reads metrics as OTLP sends them in JSON: names in camelCase, 64-bit numbers as texts or numbers.</summary>
internal static class OtlpJson
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = OtlpBudget.MostDepth };

    private static readonly JsonElement s_nothing = JsonElement.Parse("[]");

    /// <exception cref="InvalidDataException">It is no such message.</exception>
    /// <exception cref="OtlpTooLargeException">It unfolds to more than is taken.</exception>
    public static List<OtlpResource> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Shallow);
            var budget = new OtlpBudget();
            return [.. List(document.RootElement, "resourceMetrics").Select(resource => Resource(resource, budget))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException
            or OverflowException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static OtlpResource Resource(JsonElement sent, OtlpBudget budget)
    {
        budget.Spend();
        var resource = new OtlpResource();
        if (sent.TryGetProperty("resource", out var about))
            foreach (var (key, value) in Attributes(about, budget))
                resource.Attributes[key] = value;
        foreach (var scope in List(sent, "scopeMetrics"))
        {
            budget.Spend();
            var name = scope.TryGetProperty("scope", out var of) ? Text(of, "name") : "";
            foreach (var metric in List(scope, "metrics")) resource.Metrics.Add(Metric(metric, name, budget));
        }

        return resource;
    }

    private static OtlpMetric Metric(JsonElement sent, string scope, OtlpBudget budget)
    {
        budget.Spend();
        var metric = new OtlpMetric { Scope = scope, Name = Text(sent, "name"), Unit = Text(sent, "unit") };
        foreach (var (name, kind) in Kinds)
        {
            if (!sent.TryGetProperty(name, out var form)) continue;
            metric.Kind = kind;
            metric.Temporality = (Temporality)Number(form, "aggregationTemporality");
            metric.IsMonotonic = form.TryGetProperty("isMonotonic", out var grows) && grows.GetBoolean();
            foreach (var point in List(form, "dataPoints")) metric.Points.Add(Point(point, kind, budget));
        }

        return metric;
    }

    private static readonly (string Name, OtlpKind Kind)[] Kinds =
    [
        ("gauge", OtlpKind.Gauge), ("sum", OtlpKind.Sum), ("histogram", OtlpKind.Histogram),
        ("exponentialHistogram", OtlpKind.Exponential), ("summary", OtlpKind.Summary),
    ];

    private static OtlpPoint Point(JsonElement sent, OtlpKind kind, OtlpBudget budget)
    {
        budget.Spend();
        var point = new OtlpPoint
        {
            Start = Nanoseconds(sent, "startTimeUnixNano"),
            Time = Nanoseconds(sent, "timeUnixNano"),
            IsEmpty = ((long)Number(sent, "flags") & 1) != 0,
            Value = sent.TryGetProperty("asInt", out _) ? Number(sent, "asInt") : Number(sent, "asDouble"),
            Count = Number(sent, "count"),
            Sum = sent.TryGetProperty("sum", out _) ? Number(sent, "sum") : double.NaN,
        };
        point.Attributes.AddRange(Attributes(sent, budget));
        point.Counts.AddRange(Numbers(sent, "bucketCounts", budget));
        point.Bounds.AddRange(Numbers(sent, "explicitBounds", budget));
        if (kind is OtlpKind.Exponential) point.Exponential = Exponential(sent, budget);
        return point;
    }

    private static ExponentialCounts Exponential(JsonElement sent, OtlpBudget budget)
    {
        var counts = new ExponentialCounts { Scale = (int)Number(sent, "scale"), Low = Number(sent, "zeroCount") };
        if (sent.TryGetProperty("positive", out var above))
            (counts.Offset, counts.Positive) =
                ((int)Number(above, "offset"), [.. Numbers(above, "bucketCounts", budget)]);
        if (sent.TryGetProperty("negative", out var below)) counts.Low += Numbers(below, "bucketCounts", budget).Sum();
        return counts;
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(JsonElement of, OtlpBudget budget)
    {
        foreach (var pair in List(of, "attributes"))
        {
            budget.Spend();
            if (Text(pair, "key") is { Length: > 0 } key && pair.TryGetProperty("value", out var value)
                && Value(value) is { } text)
                yield return new(key, text);
        }
    }

    /// <summary>Null where it is none that a label can have.</summary>
    private static string? Value(JsonElement value) =>
        value.TryGetProperty("stringValue", out var text) ? text.GetString()
        : value.TryGetProperty("boolValue", out var truth) ? (truth.GetBoolean() ? "true" : "false")
        : value.TryGetProperty("intValue", out _)
            ? Number(value, "intValue").ToString("R", CultureInfo.InvariantCulture)
        : value.TryGetProperty("doubleValue", out _)
            ? Number(value, "doubleValue").ToString("R", CultureInfo.InvariantCulture)
        : null;

    private static IEnumerable<double> Numbers(JsonElement of, string name, OtlpBudget budget)
    {
        foreach (var number in List(of, name))
        {
            budget.Spend();
            yield return Number(number);
        }
    }

    private static JsonElement.ArrayEnumerator List(JsonElement of, string name) =>
        (of.TryGetProperty(name, out var list) && list.ValueKind is not JsonValueKind.Null ? list : s_nothing)
            .EnumerateArray();

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static ulong Nanoseconds(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var time) ? 0
        : time.ValueKind is JsonValueKind.String
            ? ulong.Parse(time.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture) : time.GetUInt64();

    private static double Number(JsonElement of, string name) => of.TryGetProperty(name, out var number)
        ? Number(number) : 0;

    private static double Number(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Number => number.GetDouble(),
        JsonValueKind.Null => 0,
        _ => number.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => double.Parse(text!, NumberStyles.Float, CultureInfo.InvariantCulture),
        },
    };
}
