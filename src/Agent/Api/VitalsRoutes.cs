using System.Net;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Api.Limits;
using Bellwether.Probes.Receiving;
using Bellwether.Probes.Vitals;

namespace Bellwether.Agent.Api;

/// <summary>Where pages in people's browsers tell what their views were like.</summary>
/// <remarks>Nobody is asked who they are: a page has nothing to show. It is told from others by its origin, which a
/// browser does not let it choose; what anybody else makes up is bounded by the limits.</remarks>
internal sealed class VitalsRoutes(WindowSet windows, TimeProvider time)
{
    private const string Path = "/v1/vitals";
    private const string ForwardedFor = "X-Forwarded-For";

    /// <summary>How long a browser remembers that it may send.</summary>
    private const string Remembered = "86400";

    private readonly Dictionary<int, BucketTable> _clients = [];
    private readonly Lock _gate = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, TakeAsync).OpenToAll().ForPages().MostBytes(VitalsDoor.LongestBody);
        routes.MapMethods(Path, [HttpMethods.Options], Allow).OpenToAll().ForPages();
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (windows.All<VitalsWindow>().Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var origin = context.Request.Headers.Origin.ToString();
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var answer = VitalsDoor.Take(windows, origin, body.GetBuffer().AsMemory(0, (int)body.Length),
            (most, proxies) => MayCome(context, most, proxies));
        if (answer is not VitalsAnswer.NotFromThere) Invite(context, origin);
        context.Response.StatusCode = answer switch
        {
            VitalsAnswer.Taken => StatusCodes.Status204NoContent,
            VitalsAnswer.NotFromThere => StatusCodes.Status403Forbidden,
            VitalsAnswer.TooMany => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status400BadRequest,
        };
    }

    /// <summary>What a browser asks before it sends JSON to another origin.</summary>
    private Task Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (!VitalsDoor.Allows(windows, origin))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        Invite(context, origin);
        context.Response.Headers.AccessControlAllowMethods = HttpMethods.Post;
        context.Response.Headers.AccessControlAllowHeaders = "content-type";
        context.Response.Headers.AccessControlMaxAge = Remembered;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void Invite(HttpContext context, string origin)
    {
        context.Response.Headers.AccessControlAllowOrigin = origin;
        context.Response.Headers.Vary = "Origin";
    }

    private bool MayCome(HttpContext context, int most, IReadOnlyList<IPNetwork> proxies)
    {
        BucketTable? table;
        lock (_gate)
            if (!_clients.TryGetValue(most, out table))
                _clients[most] = table = new(most, most / 60.0, ApiLimits.Clients, time);
        return table.Take(ClientKey.Of(ClientOf(context, proxies))) is null;
    }

    /// <summary>Who is behind the proxies that are believed; each adds at the end who asked it.</summary>
    private static IPAddress? ClientOf(HttpContext context, IReadOnlyList<IPNetwork> proxies)
    {
        var client = context.Connection.RemoteIpAddress;
        var claimed = context.Request.Headers[ForwardedFor].ToString().Split(',');
        for (var i = claimed.Length - 1; i >= 0 && client is not null && IsProxy(client, proxies); i--)
            if (!IPAddress.TryParse(claimed[i].Trim(), out client))
                return null;
        return client;
    }

    private static bool IsProxy(IPAddress address, IReadOnlyList<IPNetwork> proxies)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return proxies.Any(range => range.Contains(plain));
    }
}
