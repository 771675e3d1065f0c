using System.Net;
using System.Net.Http.Headers;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.HealthChecks;

namespace Bellwether.Probes.CloudWatch;

/// <summary>The line to CloudWatch: one signed question at a time.</summary>
internal sealed class CloudWatchLine : IDisposable
{
    /// <summary>Largest answer, in bytes: a hundred metrics of a few periods have some 50 KiB.</summary>
    public const int MostBytes = 1 << 20;

    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    private readonly CloudWatchProbeOptions _options;
    private readonly Uri _address;
    private readonly HttpClient _client;
    private readonly Redaction _secrets;

    public CloudWatchLine(CloudWatchProbeOptions options, AddressGuard guard)
    {
        (_options, _address) = (options, options.Address);
        _secrets = Redaction.Of([options.AccessKey, options.SecretKey, options.SessionToken]);
        var handler = OutgoingHttp.Handler(guard);
        handler.MaxConnectionsPerServer = 1;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        _client = new HttpClient(handler)
        {
            MaxResponseContentBufferSize = MostBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <exception cref="CloudWatchException">There is no answer, or a refusal.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<byte[]> AskAsync(byte[] body, DateTimeOffset now, CancellationToken cancel)
    {
        using var request = RequestOf(body, now);
        try
        {
            using var response = await _client.SendAsync(request, cancel).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
            return response.StatusCode is HttpStatusCode.OK ? answer
                : throw MetricAnswer.Refusal((int)response.StatusCode, answer);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new CloudWatchException("provider-unavailable",
                $"{_address.Authority} cannot be asked: {_secrets.Clean(e.GetBaseException().Message)}", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestOf(byte[] body, DateTimeOffset now)
    {
        List<(string Name, string Value)> headers =
        [
            ("content-type", Form), ("host", _address.Authority), ("x-amz-date", AwsSignature.Moment(now)),
        ];
        if (_options.SessionToken is { } token) headers.Add(("x-amz-security-token", token));
        var signature = AwsSignature.Of(
            new(_options.Region, "monitoring", now, _address.AbsolutePath, headers, body),
            _options.AccessKey, _options.SecretKey);
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Form);
        request.Headers.Host = _address.Authority;
        foreach (var (name, value) in headers.Where(header => header.Name.StartsWith('x')))
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", signature);
        request.Headers.UserAgent.ParseAdd("bellwether");
        return request;
    }
}
