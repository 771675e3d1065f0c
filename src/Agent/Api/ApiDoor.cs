using System.Net;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Api.Limits;
using Bellwether.Agent.Api.Tls;
using Bellwether.Agent.Configuration.Plans;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Bellwether.Agent.Api;

/// <summary>Where and how the API listens, within its limits, and who is let in.</summary>
internal static class ApiDoor
{
    /// <param name="kestrel">The server.</param>
    /// <param name="end">Where it listens.</param>
    /// <param name="tls">What it speaks TLS with; null for plain HTTP.</param>
    public static void Listen(KestrelServerOptions kestrel, IPEndPoint end, TlsPlan? tls)
    {
        kestrel.AddServerHeader = false;
        Limit(kestrel.Limits);
        kestrel.Listen(end, listen =>
        {
            // One request after the other on a connection, so that the number of connections bounds the work.
            listen.Protocols = HttpProtocols.Http1;
            new ConnectionsOfOne(ApiLimits.ConnectionsOfOne).Guard(listen);
            if (tls is null) return;
            var services = kestrel.ApplicationServices;
            var certificate = new ServerCertificate(
                tls, services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<ServerCertificate>>());
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(certificate.Now()),
                HandshakeTimeout = ApiLimits.HeaderPatience,
            });
        });
    }

    public static void Add(IServiceCollection services, AccessPlan access) =>
        services.AddSingleton(provider => new Entrance(
            access, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Entrance>>()));

    /// <summary>Before any route, after what turns faults into problems.</summary>
    public static void Use(IApplicationBuilder web) => web.UseMiddleware<Doorkeeper>();

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = ApiLimits.BodyBytes;
        limits.MaxConcurrentConnections = ApiLimits.Connections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestLineSize = ApiLimits.RequestLineBytes;
        limits.MaxRequestHeadersTotalSize = ApiLimits.HeaderBytes;
        limits.MaxRequestHeaderCount = ApiLimits.Headers;
        limits.RequestHeadersTimeout = ApiLimits.HeaderPatience;
        limits.KeepAliveTimeout = ApiLimits.IdleConnection;
        limits.MinRequestBodyDataRate = new MinDataRate(ApiLimits.SlowestBody, ApiLimits.SlowBodyGrace);
    }
}
