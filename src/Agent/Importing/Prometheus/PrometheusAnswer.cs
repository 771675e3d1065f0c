using System.Globalization;
using System.Text.Json;

namespace Bellwether.Agent.Importing.Prometheus;

/// <summary>Reads what <c>/api/v1/query_range</c> answers.</summary>
internal static class PrometheusAnswer
{
    /// <summary>What the backend complains of; null where it does not, or not in the form of this interface.</summary>
    public static string? Complaint(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out var error) ? error.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="ImportException">It is no such answer.</exception>
    public static IReadOnlyList<PrometheusSeries> Read(ReadOnlyMemory<byte> json, int most)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var result = document.RootElement.GetProperty("data");
            if (result.GetProperty("resultType").GetString() is not "matrix" and var type)
                throw new ImportException($"the answer is a {type} and not a matrix: is this a Prometheus?");
            var series = result.GetProperty("result");
            return series.GetArrayLength() <= most ? [.. series.EnumerateArray().Select(Series)]
                : throw new ImportException($"the answer has {series.GetArrayLength()} series, more than the {most}"
                    + " that are taken; sum them up, or select one");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or IndexOutOfRangeException)
        {
            throw new ImportException($"the answer is not that of a Prometheus: {e.Message}", e);
        }
    }

    private static PrometheusSeries Series(JsonElement series)
    {
        var labels = series.GetProperty("metric").EnumerateObject().ToList();
        return new(
            labels.Where(label => label.Name == "le").Select(label => label.Value.GetString() ?? "").FirstOrDefault(""),
            "{" + string.Join(", ", labels.Select(label => $"{label.Name}=\"{label.Value.GetString()}\"")) + "}",
            [.. series.GetProperty("values").EnumerateArray().Select(
                point => (point[0].GetDouble(), Number(point[1].GetString())))]);
    }

    private static double Number(string? text) => text switch
    {
        "NaN" or "+Inf" or "-Inf" or "Inf" => double.NaN,
        _ => double.Parse(text ?? "", NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
