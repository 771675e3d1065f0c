using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Tests.Scrape;

namespace Bellwether.Probes.Tests.Dialing;

public sealed class OutgoingHttpTests
{
    [Fact]
    public void A_handler_follows_nobody_and_keeps_nothing()
    {
        using var handler = OutgoingHttp.Handler(AddressGuard.Standard);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseProxy);
        Assert.False(handler.UseCookies);
        Assert.Null(handler.ActivityHeadersPropagator);
        Assert.True(handler.SslOptions.CertificateChainPolicy!.DisableCertificateDownloads);
    }

    [Fact]
    public async Task Its_connections_are_guarded()
    {
        using var client = new HttpMessageInvoker(OutgoingHttp.Handler(AddressGuard.Standard));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://169.254.169.254/");
        var failed = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.SendAsync(request, CancellationToken.None));
        Assert.IsType<AddressRefusedException>(failed.GetBaseException());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_and_nobody_goes_there(int status)
    {
        await using var elsewhere = RawServer.Answering("HTTP/1.1 200 OK\nContent-Length: 5\n\n", "up 1\n");
        await using var server = RawServer.Answering(
            $"HTTP/1.1 {status} Elsewhere\nLocation: {elsewhere.Url}\nContent-Length: 0\n\n", "");
        var context = new ProbeContext("app", TimeProvider.System);
        foreach (var probe in new[]
        {
            HttpProbe.Make(new HttpProbeOptions { Url = server.Url }, context)[0].Probe,
            ScrapeProbe.Make(new ScrapeProbeOptions { Url = server.Url }, context)[0].Probe,
        })
        {
            var look = await probe.LookAsync(CancellationToken.None);
            Assert.Contains($"{status}", $"{look.Reason} {look.NoData}", StringComparison.Ordinal);
            await probe.DisposeAsync();
        }

        Assert.Equal(2, server.Requests.Count);
        Assert.Empty(elsewhere.Requests);
    }
}
