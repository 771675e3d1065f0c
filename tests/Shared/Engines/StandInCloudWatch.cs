using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Bellwether.Testing.Engines;

/// <summary>Answers as CloudWatch does, to whoever signed every byte of the question; datapoints come late, as
/// there.</summary>
internal sealed class StandInCloudWatch : IAsyncDisposable
{
    public const string AccessKey = "AKIDEXAMPLEEXAMPLE12";
    public const string SecretKey = "a secret/key+of forty characters, no less";

    private readonly WebApplication _application;

    private StandInCloudWatch()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public string Address => _application.Urls.First();

    public string? SessionToken { get; init; }

    /// <summary>The clock of the cloud.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UnixEpoch;

    /// <summary>How long after its end a period gets its datapoint.</summary>
    public TimeSpan Late { get; set; } = TimeSpan.FromSeconds(150);

    /// <summary>What a metric was in the period that begins at a moment; null for no datapoint.</summary>
    public Func<string, DateTimeOffset, double?> Value { get; set; } = (_, _) => null;

    /// <summary>Answers in place of all others; null for none.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Periods that were asked for, oldest first.</summary>
    public ConcurrentQueue<DateTimeOffset> Asked { get; } = new();

    /// <summary>The last question, decoded.</summary>
    public IReadOnlyDictionary<string, string> Question { get; private set; } = new Dictionary<string, string>();

    public static async Task<StandInCloudWatch> StartAsync(string? sessionToken = null)
    {
        var cloud = new StandInCloudWatch { SessionToken = sessionToken };
        await cloud._application.StartAsync();
        return cloud;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    public static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($"""
            <ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
              <Error><Type>Sender</Type><Code>{code}</Code><Message>of {AccessKey}</Message></Error>
            </ErrorResponse>
            """);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Instead is { } instead)
        {
            await instead(context);
            return;
        }

        if (context.Request.Headers.Authorization != Expected(context.Request, body.ToArray()))
        {
            await RefuseAsync(context, 403, "SignatureDoesNotMatch");
            return;
        }

        Question = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.ToArray()))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        await context.Response.WriteAsync(Datapoints());
    }

    /// <summary>The header as it must be, from what really came; written anew, and shared with nobody.</summary>
    private string Expected(HttpRequest request, byte[] body)
    {
        List<string> signed = ["content-type", "host", "x-amz-date"];
        if (SessionToken is not null) signed.Add("x-amz-security-token");
        var canonical = new StringBuilder(request.Method).Append('\n').Append(request.Path).Append("\n\n");
        foreach (var name in signed) canonical.Append($"{name}:{request.Headers[name]}\n");
        canonical.Append($"\n{string.Join(';', signed)}\n{Hex(SHA256.HashData(body))}");
        var moment = Now().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        if (request.Headers["x-amz-date"] != moment
            || (SessionToken is not null && request.Headers["x-amz-security-token"] != SessionToken))
            return "of another time, or without its token";
        var scope = $"{moment[..8]}/eu-central-1/monitoring/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{moment}\n{scope}\n"
            + Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
        var key = Encoding.UTF8.GetBytes("AWS4" + SecretKey);
        foreach (var step in scope.Split('/')) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        var signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        return $"AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders={string.Join(';', signed)}, "
            + $"Signature={signature}";
    }

    private string Datapoints()
    {
        var answer = new StringBuilder("""
            <GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricDataResult>
            <MetricDataResults>
            """);
        var from = DateTimeOffset.Parse(Question["StartTime"], CultureInfo.InvariantCulture);
        var until = DateTimeOffset.Parse(Question["EndTime"], CultureInfo.InvariantCulture);
        Asked.Enqueue(from);
        for (var i = 1; Question.TryGetValue($"MetricDataQueries.member.{i}.Id", out var id); i++)
        {
            var stat = $"MetricDataQueries.member.{i}.MetricStat";
            var period = TimeSpan.FromSeconds(int.Parse(Question[$"{stat}.Period"], CultureInfo.InvariantCulture));
            var (times, values) = (new StringBuilder(), new StringBuilder());
            for (var at = from; at < until; at += period)
                if (at + period + Late <= Now() && Value(Question[$"{stat}.Metric.MetricName"], at) is { } value)
                {
                    times.Append($"<member>{at:yyyy-MM-dd'T'HH:mm:ss'Z'}</member>");
                    values.Append(CultureInfo.InvariantCulture, $"<member>{value}</member>");
                }

            answer.Append($"<member><Timestamps>{times}</Timestamps><Values>{values}</Values>"
                + $"<Label>x</Label><Id>{id}</Id><StatusCode>Complete</StatusCode></member>");
        }

        return answer.Append("</MetricDataResults></GetMetricDataResult></GetMetricDataResponse>").ToString();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
