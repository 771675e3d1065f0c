using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Bellwether.Agent.Api;

/// <summary>Reads what is posted: a message as plain JSON, or in a structured CloudEvent.</summary>
internal static class Bodies
{
    /// <summary>Most that a body may have.</summary>
    public const int MostBytes = 64 * 1024;

    private const string CloudEvents = "application/cloudevents+json";

    /// <summary>The message; the deployment id of the path stands in where the body has none.</summary>
    /// <exception cref="BadHttpRequestException">The body is no such message, and why.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> form)
    {
        try
        {
            var posted = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var isEvent = context.Request.ContentType?.StartsWith(CloudEvents, StringComparison.OrdinalIgnoreCase) ?? false;
            var message = (isEvent ? posted?["data"] : posted) as JsonObject
                ?? throw new BadHttpRequestException(isEvent ? "The event has no data." : "The body is no JSON object.");
            if (context.Request.RouteValues["id"] is string id) PutId(message, id);
            return message.Deserialize(form) ?? throw new BadHttpRequestException("The body is empty.");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is no such message: {e.Message}", e);
        }
    }

    private static void PutId(JsonObject message, string id)
    {
        var said = message["deploymentId"]?.ToString();
        if (said is not null && said != id)
            throw new BadHttpRequestException($"The body speaks of deployment {said}, the path of {id}.");
        message["deploymentId"] = id;
    }
}
