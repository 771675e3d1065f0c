using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Bellwether.Agent.Api;

/// <summary>Reads what is posted: a message as plain JSON, or in a structured CloudEvent.</summary>
internal static class Bodies
{
    private const string CloudEvents = "application/cloudevents+json";
    private const string Json = "application/json";
    private const string TraceMember = "traceparent";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The message; the deployment id of the path stands in where the body has none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">CloudEvents type of the message, which an event must have.</param>
    /// <param name="form">How the message is read.</param>
    /// <exception cref="BadHttpRequestException">The body is no such message, and why.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, string type, JsonTypeInfo<T> form)
    {
        try
        {
            var isEvent = IsEvent(context.Request.ContentType);
            var posted = await JsonNode.ParseAsync(
                context.Request.Body, nodeOptions: null, Strict, context.RequestAborted) as JsonObject
                ?? throw new BadHttpRequestException("The body is no JSON object.");
            var message = isEvent ? DataOf(posted, type) : posted;
            if (isEvent) context.Items[TraceMember] = (posted[TraceMember] as JsonValue)?.ToString();
            if (context.Request.RouteValues["id"] is string id) PutId(message, id);
            return message.Deserialize(form) ?? throw new BadHttpRequestException("The body is empty.");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is no such message: {e.Message}", e);
        }
    }

    /// <summary>W3C trace context of the call: its header, or else the member of the event that was read; null for
    /// none.</summary>
    public static string? TraceOf(HttpContext context) =>
        Tracing.Checked(context.Request.Headers.TraceParent) ?? Tracing.Checked(context.Items[TraceMember] as string);

    // A page in somebody's browser may post a form or plain text to any address without asking; JSON it may not.
    private static bool IsEvent(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim();
        if (string.Equals(type, CloudEvents, StringComparison.OrdinalIgnoreCase)) return true;
        return string.Equals(type, Json, StringComparison.OrdinalIgnoreCase)
            ? false : throw new BadHttpRequestException(
            $"Send the message as {Json}, or in an event as {CloudEvents}.", StatusCodes.Status415UnsupportedMediaType);
    }

    private static JsonObject DataOf(JsonObject posted, string expected)
    {
        var type = (posted["type"] as JsonValue)?.ToString();
        if (type != expected)
            throw new BadHttpRequestException($"The event is of type {type ?? "none"}; here goes {expected}.");
        return posted["data"] as JsonObject ?? throw new BadHttpRequestException("The event has no data.");
    }

    private static void PutId(JsonObject message, string id)
    {
        var said = message["deploymentId"]?.ToString();
        if (said is not null && said != id)
            throw new BadHttpRequestException($"The body speaks of deployment {said}, the path of {id}.");
        message["deploymentId"] = id;
    }
}
