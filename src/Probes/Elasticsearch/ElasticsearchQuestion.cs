using System.Text.Json;

namespace Bellwether.Probes.Elasticsearch;

/// <summary>All queries of a probe as one request, and what its answer says.</summary>
/// <remarks>Source: the Elasticsearch reference on the search API and its aggregations; OpenSearch has the
/// same.</remarks>
internal static class ElasticsearchQuestion
{
    private const string Value = "value";

    public static byte[] Write(ElasticsearchProbeOptions options, DateTimeOffset now)
    {
        var until = now - options.Delay;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("size", 0);
            json.WriteBoolean("track_total_hits", false);
            json.WriteStartObject("query");
            json.WriteStartObject("range");
            json.WriteStartObject(options.TimeField);
            json.WriteNumber("gte", (until - options.Over).ToUnixTimeMilliseconds());
            json.WriteNumber("lt", until.ToUnixTimeMilliseconds());
            json.WriteString("format", "epoch_millis");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("aggs");
            foreach (var query in options.Queries) Write(json, query);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>A number for each query that has one, in their order; null, and why, where the answer is not
    /// whole.</summary>
    public static (IReadOnlyList<Reading>? Readings, string? Fault) Read(
        ElasticsearchProbeOptions options, ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            if (root.TryGetProperty("timed_out", out var late) && late.ValueKind is JsonValueKind.True)
                return (null, "the search timed out there, and found a part alone");
            if (root.TryGetProperty("_shards", out var shards) && shards.TryGetProperty("failed", out var failed)
                && failed.GetInt32() > 0)
                return (null, $"{failed.GetInt32()} shards did not answer");
            var found = root.GetProperty("aggregations");
            var readings = new List<Reading>();
            foreach (var query in options.Queries)
                if (Number(query, found.GetProperty(query.Name), options.Over) is { } number)
                    readings.Add(Reading.Gauge(query.Name, number, UnitOf(query)));
            return (readings, null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return (null, "the answer is none of a search");
        }
    }

    public static string UnitOf(ElasticsearchQueryOptions query) =>
        query.Aggregate is ElasticsearchAggregate.Count ? "per-second" : "";

    private static void Write(Utf8JsonWriter json, ElasticsearchQueryOptions query)
    {
        json.WriteStartObject(query.Name);
        json.WriteStartObject("filter");
        json.WriteStartObject("query_string");
        json.WriteString("query", query.Query);
        json.WriteEndObject();
        json.WriteEndObject();
        if (query.Field is { } field)
        {
            json.WriteStartObject("aggs");
            json.WriteStartObject(Value);
            json.WriteStartObject(query.Aggregate is ElasticsearchAggregate.Percentile
                ? "percentiles" : query.Aggregate.ToString().ToLowerInvariant());
            json.WriteString("field", field);
            if (query.Aggregate is ElasticsearchAggregate.Percentile)
            {
                json.WriteStartArray("percents");
                json.WriteNumberValue(query.Percentile);
                json.WriteEndArray();
                json.WriteBoolean("keyed", false);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Null where no document has the field: that is no number, and no zero.</summary>
    private static double? Number(ElasticsearchQueryOptions query, JsonElement found, TimeSpan over)
    {
        if (query.Aggregate is ElasticsearchAggregate.Count)
            return found.GetProperty("doc_count").GetDouble() / over.TotalSeconds;
        var value = found.GetProperty(Value);
        var number = query.Aggregate is ElasticsearchAggregate.Percentile
            ? value.GetProperty("values")[0].GetProperty(Value) : value.GetProperty(Value);
        return number.ValueKind is JsonValueKind.Number ? number.GetDouble() : null;
    }
}
