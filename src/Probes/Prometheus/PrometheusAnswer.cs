using System.Globalization;
using System.Text.Json;

namespace Bellwether.Probes.Prometheus;

/// <summary>Reads what <c>/api/v1/query</c> answers.</summary>
internal static class PrometheusAnswer
{
    /// <summary>Longest label value that is taken, in characters; a longer one is cut.</summary>
    private const int LongestComplaint = 300;

    /// <summary>The series; one without labels where the answer is a number by itself. May be empty.</summary>
    /// <exception cref="QueryFaultException">It is no answer that can be used.</exception>
    public static IReadOnlyList<PrometheusSample> Read(ReadOnlyMemory<byte> json, int most)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.TryGetProperty("warnings", out var warnings) && warnings.GetArrayLength() > 0)
                throw new QueryFaultException($"was answered only in part: {Cut($"{warnings[0]}")}");
            var answer = root.GetProperty("data");
            var result = answer.GetProperty("result");
            return answer.GetProperty("resultType").GetString() switch
            {
                "scalar" => [new("", LabelSet.Empty, Number(result))],
                "vector" when result.GetArrayLength() <= most => [.. result.EnumerateArray().Select(Sample)],
                "vector" => throw new QueryFaultException(
                    $"gives {result.GetArrayLength()} series, more than most-series, {most}"),
                var type => throw new QueryFaultException($"gives a {type}: ask for the numbers of one instant"),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or IndexOutOfRangeException)
        {
            throw new QueryFaultException($"was not answered as a Prometheus answers: {e.Message}", e);
        }
    }

    /// <summary>What the backend complains of; empty where it does not, or not in the form of this interface.</summary>
    public static string Complaint(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out var error) ? Cut(error.ToString()) : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static PrometheusSample Sample(JsonElement series)
    {
        if (!series.TryGetProperty("value", out var value))
            throw new QueryFaultException("gives native histograms, which are not read: ask for histogram_quantile");
        var name = "";
        List<KeyValuePair<string, string>> labels = [];
        foreach (var label in series.GetProperty("metric").EnumerateObject())
            if (label.NameEquals("__name__")) name = label.Value.GetString() ?? "";
            else labels.Add(new(label.Name, label.Value.GetString() ?? ""));
        labels.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return new(name, labels.Count == 0 ? LabelSet.Empty : new([.. labels]), Number(value));
    }

    private static double Number(JsonElement pair) => pair[1].GetString() switch
    {
        "NaN" => double.NaN,
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        var text => double.Parse(text ?? "", NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static string Cut(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= LongestComplaint ? line : line[..LongestComplaint] + "…";
    }
}
