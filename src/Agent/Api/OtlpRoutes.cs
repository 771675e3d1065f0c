using System.IO.Compression;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Api.Limits;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Probes.Otlp;
using Bellwether.Probes.Receiving;

namespace Bellwether.Agent.Api;

/// <summary>Where applications send their metrics: OTLP over HTTP.</summary>
/// <remarks>Source: OpenTelemetry Protocol, "OTLP/HTTP". What is not taken of a body is told as partial
/// success.</remarks>
internal sealed class OtlpRoutes(WindowSet windows)
{
    /// <summary>Most bytes of a body as it is sent.</summary>
    public const int MostSent = 4 << 20;

    /// <summary>Most bytes of a body after decompression.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>Bodies that are read at the same time; who comes then is told to come again.</summary>
    public const int AtOnce = 4;

    private const string Proto = "application/x-protobuf";
    private const string Json = "application/json";

    private readonly Places _places = new(AtOnce);

    public void Map(IEndpointRouteBuilder routes)
    {
        ReceivingMeter.Begin("otlp");
        routes.MapPost("/v1/metrics", TakeAsync).Demand(Role.Report).MostBytes(MostSent);
    }

    private async Task TakeAsync(HttpContext context)
    {
        var isJson = IsJson(context.Request.ContentType);
        using var place = _places.Take();
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "1";
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, isJson,
                OtlpAnswer.Refusal("too many at once: come again", isJson));
            return;
        }

        try
        {
            var body = await ReadAsync(context);
            var answer = OtlpDoor.Take(windows, body, isJson);
            ReceivingMeter.Took("otlp", answer.Points - answer.Rejected, answer.Rejected);
            await SayAsync(context, StatusCodes.Status200OK, isJson, answer.Body(isJson));
        }
        catch (InvalidDataException e)
        {
            await SayAsync(context, StatusCodes.Status400BadRequest, isJson,
                OtlpAnswer.Refusal($"this is no OTLP metrics request: {e.Message}", isJson));
        }
        catch (OtlpTooLargeException e)
        {
            await SayAsync(context, StatusCodes.Status413PayloadTooLarge, isJson,
                OtlpAnswer.Refusal(e.Message, isJson));
        }
    }

    // A page in somebody's browser may post plain text to any address without asking; these it may not.
    private static bool IsJson(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        Proto => false,
        Json => true,
        _ => throw new BadHttpRequestException(
            $"Send metrics as {Proto} or {Json}.", StatusCodes.Status415UnsupportedMediaType),
    };

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var sent = context.Request.Body;
        var coding = context.Request.Headers.ContentEncoding.ToString();
        var isGzip = string.Equals(coding, "gzip", StringComparison.OrdinalIgnoreCase);
        if (!isGzip && coding.Length > 0 && !string.Equals(coding, "identity", StringComparison.OrdinalIgnoreCase))
            throw new BadHttpRequestException(
                "A body is sent plain or with gzip.", StatusCodes.Status415UnsupportedMediaType);
        await using var unpacked = isGzip ? new GZipStream(sent, CompressionMode.Decompress, leaveOpen: true) : null;
        var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await (unpacked ?? sent).ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > MostBytes)
                throw new OtlpTooLargeException($"the body has more than {MostBytes >> 20} MiB after decompression");
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Task SayAsync(HttpContext context, int status, bool isJson, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = isJson ? Json : Proto;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
