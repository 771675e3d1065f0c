using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bellwether.Agent.Api;

/// <summary>Writes what the API answers: JSON, or an RFC 9457 problem.</summary>
internal static class Answers
{
    public static Task JsonAsync<T>(
        HttpContext context, T body, JsonTypeInfo<T> form, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.Body, body, form, context.RequestAborted);
    }

    public static async Task ProblemAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await using var writer = new Utf8JsonWriter(context.Response.Body);
        writer.WriteStartObject();
        writer.WriteString("type", "about:blank");
        writer.WriteString("title", title);
        writer.WriteNumber("status", status);
        writer.WriteString("detail", detail);
        writer.WriteEndObject();
    }

    public static Task NotFoundAsync(HttpContext context, string detail) =>
        ProblemAsync(context, StatusCodes.Status404NotFound, "Not known here", detail);

    public static Task InvalidAsync(HttpContext context, string detail) =>
        ProblemAsync(context, StatusCodes.Status400BadRequest, "The request cannot be used", detail);
}
