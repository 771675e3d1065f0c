using System.Text.Json;
using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Http.Journeys;

namespace Bellwether.Probes.Http;

/// <summary>What a probe sends and nobody is told: a server that speaks no good HTTP is quoted, and may quote
/// us.</summary>
internal static class HttpSecrets
{
    /// <summary>Of one request: the values of its headers, and the query of its address.</summary>
    public static Redaction Of(IEnumerable<string> headers, Uri url) => Redaction.Of(Parts(headers).Append(url.Query));

    /// <summary>Of all requests of a journey.</summary>
    /// <param name="options">The steps.</param>
    /// <param name="url">Address of the probe.</param>
    /// <param name="taken">What the steps took out of their answers.</param>
    public static Redaction Of(HttpProbeOptions options, Uri url, IEnumerable<string> taken) => Redaction.Of(
        [.. Parts(options.Headers.Values), url.Query, .. options.Steps.SelectMany(Parts), .. taken]);

    private static IEnumerable<string> Parts(HttpStepOptions step) =>
    [
        .. Parts(step.Headers.Values), .. step.Form.Values, .. step.Json.Values, .. BodyParts(step.Body),
        step.Path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? step.Path[query..] : "",
    ];

    /// <summary>Each value, and what is behind the scheme in one such as <c>Bearer …</c>.</summary>
    private static IEnumerable<string> Parts(IEnumerable<string> headers) => headers.SelectMany(value =>
        (string[])[value, value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]]);

    /// <summary>The whole of a body, and each text in one of JSON.</summary>
    private static IEnumerable<string> BodyParts(string? body)
    {
        if (body is null) return [];
        try
        {
            using var document = JsonDocument.Parse(body);
            return [body, .. TextsOf(document.RootElement)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [body];
        }
    }

    private static IEnumerable<string> TextsOf(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.String => [at.GetString()!],
        JsonValueKind.Array => at.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.Object => at.EnumerateObject().SelectMany(part => TextsOf(part.Value)),
        _ => [],
    };
}
