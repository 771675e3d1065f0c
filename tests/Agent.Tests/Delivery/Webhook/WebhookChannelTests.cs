using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Delivery.Webhook;
using Bellwether.Agent.Journal;
using Bellwether.Probes.Dialing;

namespace Bellwether.Agent.Tests.Delivery.Webhook;

public sealed class WebhookChannelTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"specversion":"1.0", "id" :"ü"}""");

    [Fact]
    public async Task The_bytes_of_the_journal_arrive_as_a_structured_cloud_event()
    {
        await using var receiver = await Receiver.Answering(204);
        await Send(new() { Url = receiver.Url });
        var request = Assert.Single(receiver.Requests);
        Assert.Equal(Body, request.Body);
        Assert.Equal("application/cloudevents+json; charset=utf-8", request.Headers["content-type"]);
        Assert.False(request.Headers.ContainsKey(WebhookChannel.SignatureHeader));
    }

    [Fact]
    public async Task A_secret_signs_the_body()
    {
        await using var receiver = await Receiver.Answering(200);
        var headers = new Dictionary<string, string> { ["X-Team"] = "shop" };
        await Send(new() { Url = receiver.Url, Secret = "a secret of length", Headers = headers });
        var request = Assert.Single(receiver.Requests);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData("a secret of length"u8, Body));
        Assert.Equal($"sha256={expected}", request.Headers["X-Bellwether-Signature"]);
        Assert.Equal("shop", request.Headers["X-Team"]);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(301, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    [InlineData(408, false)]
    [InlineData(429, false)]
    [InlineData(400, true)]
    [InlineData(413, true)]
    [InlineData(422, true)]
    public async Task Anything_but_2xx_is_no_acknowledgement(int status, bool refused)
    {
        await using var receiver = await Receiver.Answering(status);
        var failure = await Assert.ThrowsAsync<DeliveryFailedException>(() => Send(new() { Url = receiver.Url }));
        Assert.Equal(($"http://{receiver.Url.Authority} answered {status}.", refused),
            (failure.Message, failure.Refused));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await Receiver.Answering(200);
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.Redirect(other.Url.ToString());
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<DeliveryFailedException>(() => Send(new() { Url = receiver.Url }));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_given_up_in_time()
    {
        await using var receiver = await Receiver.Start((context, _) =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));
        var failure = await Assert.ThrowsAsync<DeliveryFailedException>(
            () => Send(new() { Url = receiver.Url, Timeout = TimeSpan.FromMilliseconds(150) }));
        Assert.Equal($"http://{receiver.Url.Authority} did not answer within 0.15 s.", failure.Message);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_no_acknowledgement()
    {
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<DeliveryFailedException>(() => Send(new() { Url = receiver.Url }));
    }

    [Fact]
    public async Task Nobody_there_is_said_without_path_or_query()
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        var port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        reserved.Stop();
        var failure = await Assert.ThrowsAsync<DeliveryFailedException>(
            () => Send(new() { Url = new Uri($"http://127.0.0.1:{port}/hook?token=secret") }));
        Assert.Equal($"http://127.0.0.1:{port} could not be reached (ConnectionError).", failure.Message);
    }

    [Fact]
    public async Task Our_own_stop_is_no_finding()
    {
        using var stop = new CancellationTokenSource();
        await using var receiver = await Receiver.Start(async (context, _) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send(new() { Url = receiver.Url }, stop.Token));
    }

    [Fact]
    public async Task One_connection_serves_many_records_and_long_answers()
    {
        await using var receiver = await Receiver.Start((context, _) =>
            context.Response.Body.WriteAsync(new byte[10_000], context.RequestAborted).AsTask());
        await using var channel = new WebhookChannel(
            new() { Url = receiver.Url }, new(TimeProvider.System, AddressGuard.Standard));
        for (var i = 0; i < 5; i++) await channel.SendAsync(Record(), CancellationToken.None);
        Assert.InRange(receiver.Requests.Select(r => r.Connection).Distinct().Count(), 1, 2);
    }

    [Fact]
    public async Task An_answer_without_end_holds_nobody_up()
    {
        await using var receiver = await Receiver.Start(async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[10_000], context.RequestAborted);
        });
        await Send(new() { Url = receiver.Url });
    }

    [Fact]
    public async Task A_metadata_address_is_not_posted_to()
    {
        var failed = await Assert.ThrowsAsync<DeliveryFailedException>(
            () => Send(new() { Url = new Uri("http://169.254.169.254/hook") }));
        Assert.Contains("169.254.169.254 is refused", failed.Message, StringComparison.Ordinal);
        Assert.False(failed.Refused);
    }

    private static async Task Send(WebhookChannelOptions options, CancellationToken stopping = default)
    {
        await using var channel = new WebhookChannel(
            options, new(TimeProvider.System, AddressGuard.Standard));
        await channel.SendAsync(Record(), stopping);
    }

    private static JournalRecord Record() =>
        new(1, DateTimeOffset.UnixEpoch, new JournalEntry("verdict", "d1", "k", Body), "sha256:00");
}
