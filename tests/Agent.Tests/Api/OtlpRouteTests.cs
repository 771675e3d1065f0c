using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Bellwether.Agent.Api;
using Bellwether.Agent.Tests.Api.Access;

namespace Bellwether.Agent.Tests.Api;

public sealed class OtlpRouteTests : IAsyncLifetime
{
    private const string Points = """
        {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"NAME"}}]},
        "scopeMetrics":[{"metrics":[{"name":"c","sum":{"aggregationTemporality":2,"isMonotonic":true,
        "dataPoints":[{"asInt":"1","timeUnixNano":"5"}]}}]}]}]}
        """;

    private GuardedAgent _agent = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _agent = await GuardedAgent.StartAsync(GuardedAgent.Tokens);
        _http = _agent.Client(GuardedAgent.TokenOf("report"));
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _agent.DisposeAsync();
    }

    [Fact]
    public async Task Points_of_a_service_that_nobody_watches_by_it_are_refused_by_partial_success()
    {
        var (status, type, body) = await PostAsync(Encoding.UTF8.GetBytes(Points), "application/json");
        Assert.Equal((200, "application/json"), (status, type));
        Assert.StartsWith(
            "{\"partialSuccess\":{\"rejectedDataPoints\":\"1\",\"errorMessage\":\"1 of service NAME", body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protobuf_is_answered_with_one()
    {
        var (status, type, body) = await PostAsync([], "application/x-protobuf");
        Assert.Equal((200, "application/x-protobuf", ""), (status, type, body));
    }

    [Theory]
    [InlineData("{", "application/json", null, 400)]
    [InlineData("{", "application/x-protobuf", null, 400)]
    [InlineData("{}", "text/plain", null, 415)]
    [InlineData("{}", "application/json", "br", 415)]
    [InlineData("{}", "application/json", "gzip", 400)]
    [InlineData("{}", "application/json; charset=utf-8", "identity", 200)]
    public async Task What_cannot_be_read_is_refused(string body, string type, string? coding, int status) =>
        Assert.Equal(status, (await PostAsync(Encoding.UTF8.GetBytes(body), type, coding)).Status);

    [Fact]
    public async Task The_limit_is_that_of_what_a_body_unfolds_to()
    {
        var (good, _, _) = await PostAsync(Packed(Points.Length + 1_000_000), "application/json", "gzip");
        Assert.Equal(200, good);
        var bomb = Packed(OtlpRoutes.MostBytes + 1);
        Assert.True(bomb.Length < 20_000);
        var (status, _, body) = await PostAsync(bomb, "application/json", "gzip");
        Assert.Equal(413, status);
        Assert.Contains("more than 8 MiB after decompression", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_long_as_it_is_sent_is_not_read()
    {
        var (status, _, _) = await PostAsync(new byte[OtlpRoutes.MostSent + 1], "application/x-protobuf");
        Assert.Equal(413, status);
    }

    private static byte[] Packed(int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(Points.PadRight(length)));
        return packed.ToArray();
    }

    private async Task<(int Status, string? Type, string Body)> PostAsync(
        byte[] body, string type, string? coding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null) content.Headers.ContentEncoding.Add(coding);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/metrics", UriKind.Relative));
        request.Content = content;
        // What is refused by its length need not be sent.
        request.Headers.ExpectContinue = true;
        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsStringAsync());
    }
}
