using System.Text;
using System.Text.Json;

namespace Bellwether.Probes.Http.Journeys;

/// <summary>Makes the request of a step out of its options, the values taken so far and the cookies.</summary>
internal static class StepQuestion
{
    /// <summary>The address of a step; null where a value for it is not there.</summary>
    public static Uri? AddressOf(HttpStepOptions step, Uri url, Variables values) =>
        values.In(step.Path, Uri.EscapeDataString) is { } path
        && Uri.TryCreate(step.Path.StartsWith('/') ? new Uri(HttpExchange.Origin(url)) : null, path, out var address)
            // A value is data: it must not lead to another host.
            && HttpExchange.Origin(address) == HttpExchange.Origin(step.OwnOrigin ?? url)
            ? address : null;

    /// <summary>The headers of a step; null where a value for one is not there, or is none that a header can
    /// hold.</summary>
    /// <param name="step">The step.</param>
    /// <param name="common">Those of the probe, where the step asks its origin; else empty.</param>
    /// <param name="cookies">What the jar has for the address; empty for nothing.</param>
    /// <param name="values">Taken so far.</param>
    public static List<KeyValuePair<string, string>>? HeadersOf(
        HttpStepOptions step, IReadOnlyDictionary<string, string> common, string cookies, Variables values)
    {
        List<KeyValuePair<string, string>> headers =
            [.. common.Where(header => !step.Headers.Keys.Contains(header.Key, StringComparer.OrdinalIgnoreCase))];
        foreach (var (name, text) in step.Headers)
        {
            if (values.In(text, value => value) is not { } value || value.Any(c => c is < ' ' or > '~')) return null;
            headers.Add(new(name, value));
        }

        if (cookies.Length > 0) headers.Add(new("Cookie", cookies));
        return headers;
    }

    /// <summary>What a step sends; null where a value for it is not there.</summary>
    /// <param name="step">The step; one with a body.</param>
    /// <param name="values">Taken so far.</param>
    public static HttpContent? ContentOf(HttpStepOptions step, Variables values)
    {
        if (step.Body is { } body)
        {
            var isJson = step.Type.Contains("json", StringComparison.OrdinalIgnoreCase);
            return values.In(body, value => isJson ? JsonEncodedText.Encode(value).ToString() : value) is { } whole
                ? Text(whole, step.Type) : null;
        }

        var fields = (step.Form.Count > 0 ? step.Form : step.Json)
            .Select(field => (field.Key, Value: values.In(field.Value, value => value))).ToList();
        if (fields.Exists(field => field.Value is null)) return null;
        return step.Form.Count > 0
            ? new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value!)))
            : Text(JsonSerializer.Serialize(fields.ToDictionary(field => field.Key, field => field.Value)),
                "application/json");
    }

    public static bool HasBody(HttpStepOptions step) =>
        step.Form.Count > 0 || step.Json.Count > 0 || step.Body is not null;

    private static ByteArrayContent Text(string text, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
