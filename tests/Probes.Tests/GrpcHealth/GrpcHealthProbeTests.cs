using System.Net;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Probes.GrpcHealth;
using Bellwether.Testing.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Probes.Tests.GrpcHealth;

public sealed class GrpcHealthProbeTests
{
    private static readonly byte[] Serving = [0, 0, 0, 0, 2, 8, 1];

    [Theory]
    [InlineData("0", Reachability.Good, null)]
    [InlineData("5", Reachability.Bad, "service-unknown")]
    [InlineData("12", Reachability.Bad, "unimplemented")]
    [InlineData("14", Reachability.Bad, "unavailable")]
    [InlineData("13", Reachability.Bad, "grpc-status-13")]
    [InlineData("7", Reachability.Missing, "credentials")]
    [InlineData("16", Reachability.Missing, "credentials")]
    [InlineData(null, Reachability.Bad, "not-grpc")]
    public async Task The_status_of_the_call_decides(string? status, Reachability reachability, string? reason)
    {
        await using var server = await StartAsync(Serving, status);
        var look = await LookAsync(server);
        Assert.Equal((reachability, reason), (look.Reachability, look.Reason));
        Assert.Equal(reachability is Reachability.Good ? 1 : 0, look.Readings.Count);
    }

    [Theory]
    [InlineData("00000000020802", "not-serving")]
    [InlineData("00000000020803", "service-unknown")]
    [InlineData("0000000000", "unknown")]
    [InlineData("", "malformed")]
    public async Task What_the_server_says_of_itself_decides_then(string hex, string reason)
    {
        await using var server = await StartAsync(Convert.FromHexString(hex), "0");
        Assert.Equal(reason, (await LookAsync(server)).Reason);
    }

    [Fact]
    public async Task A_server_of_HTTP_1_is_none()
    {
        await using var server = await StartAsync(Serving, "0", HttpProtocols.Http1);
        Assert.Equal((Reachability.Bad, "not-grpc"),
            await LookAsync(server) is var look ? (look.Reachability, look.Reason) : default);
    }

    [Fact]
    public async Task Over_TLS_the_authority_must_be_trusted()
    {
        using var authority = new TestAuthority("grpc");
        var (certificate, key) = authority.Server();
        using var made = X509Certificate2.CreateFromPem(certificate, key);
        await using var server = await StartAsync(Serving, "0", certificate: made);
        Assert.Equal("tls", (await LookAsync(server)).Reason);
        var file = Path.GetTempFileName();
        File.WriteAllText(file, authority.Pem);
        var look = await LookAsync(server, file);
        Assert.True(look.Reachability is Reachability.Good, look.ToString());
        File.WriteAllText(file, "nothing");
        Assert.Equal((Reachability.Missing, "ca-file"),
            await LookAsync(server, file) is var blind ? (blind.Reachability, blind.Reason) : default);
        File.Delete(file);
    }

    [Fact]
    public void Options_are_checked() => Assert.Equal(
        ["url must have no path: the one of the health service is used."],
        OptionFaults.Of(new GrpcHealthProbeOptions { Url = new("http://127.0.0.1:1/x") }));

    private static async Task<WebApplication> StartAsync(
        byte[] answer, string? status, HttpProtocols protocols = HttpProtocols.Http2,
        X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        web.Run(async context =>
        {
            Assert.Equal("/grpc.health.v1.Health/Check", context.Request.Path);
            Assert.Equal("application/grpc", context.Request.ContentType);
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(answer);
            if (status is not null && protocols is HttpProtocols.Http2)
                context.Response.AppendTrailer("grpc-status", status);
        });
        await web.StartAsync();
        return web;
    }

    private static async Task<Look> LookAsync(WebApplication server, string? authorities = null)
    {
        var options = new GrpcHealthProbeOptions { Url = new(server.Urls.First()), CaFile = authorities };
        await using var probe = new GrpcHealthProbe(options, new("orders", TimeProvider.System));
        return await probe.LookAsync(default);
    }
}
