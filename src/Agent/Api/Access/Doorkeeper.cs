using System.Globalization;
using System.Net;
using Bellwether.Agent.Api.Limits;

namespace Bellwether.Agent.Api.Access;

/// <summary>Stands before every route: not too fast, not from a stranger's page, and only who may.</summary>
internal sealed class Doorkeeper
{
    private const string LivePath = "/health/live";

    private readonly RequestDelegate _next;
    private readonly Entrance _entrance;
    private readonly BucketTable _ofOne;
    private readonly BucketTable _ofAll;
    private readonly BucketTable _ofPages;

    public Doorkeeper(RequestDelegate next, Entrance entrance, TimeProvider time)
    {
        (_next, _entrance) = (next, entrance);
        _ofOne = new(ApiLimits.BurstOfOne, ApiLimits.RequestsOfOne, ApiLimits.Clients, time);
        _ofAll = new(ApiLimits.Burst, ApiLimits.Requests, 1, time);
        _ofPages = new(ApiLimits.BurstOfPages, ApiLimits.RequestsOfPages, 1, time);
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ForPages>() is not null)
            return _ofPages.Take(default) is { } pause
                ? RefuseAsync(context, "rate", pause, "Too many requests", "Ask less often.") : _next(context);
        // Whoever asks whether the agent lives must hear it in a flood as well: a supervisor would end it.
        if (context.Request.Path != LivePath && Wait(context) is { } wait)
            return RefuseAsync(context, "rate", wait, "Too many requests", "Ask less often.");
        if (StrangeHost(context.Request) is { } host)
            return RefuseAsync(context, "host", StatusCodes.Status421MisdirectedRequest, "Not asked for here", host);
        if (StrangeOrigin(context.Request) is { } origin)
            return RefuseAsync(context, "origin", StatusCodes.Status403Forbidden, "Not from that page", origin);
        var admission = _entrance.Admit(context);
        if (admission.IsGranted) return _next(context);
        if (admission.RetryAfter is { } later)
            return RefuseAsync(context, admission.Reason, later, admission.Title, admission.Detail);
        if (admission.Challenge is { } challenge) context.Response.Headers.WWWAuthenticate = challenge;
        return RefuseAsync(context, admission.Reason, admission.Status, admission.Title, admission.Detail);
    }

    private TimeSpan? Wait(HttpContext context) =>
        _ofOne.Take(ClientKey.Of(context.Connection.RemoteIpAddress)) ?? _ofAll.Take(default);

    /// <summary>A name that leads to loopback may be anybody's: a page in a browser here would read the answers under
    /// its own name. Where callers must show who they are, a page has nothing to show.</summary>
    private string? StrangeHost(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        var isOurs = host is "" or "localhost" || (IPAddress.TryParse(host, out var number)
            && IPAddress.IsLoopback(number));
        return isOurs || _entrance.Plan.IsDemanded ? null
            : "Without tokens the agent answers only to localhost and to addresses of loopback.";
    }

    /// <summary>A browser says which page a request comes from; only one of the agent's own may change
    /// anything.</summary>
    private static string? StrangeOrigin(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return null;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}" ? null
            : "A page of another origin may not change anything here.";
    }

    private Task RefuseAsync(HttpContext context, string reason, TimeSpan wait, string title, string detail)
    {
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return RefuseAsync(context, reason, StatusCodes.Status429TooManyRequests, title, detail);
    }

    private Task RefuseAsync(HttpContext context, string reason, int status, string title, string detail)
    {
        _entrance.Count(reason);
        return Answers.ProblemAsync(context, status, title, detail);
    }
}
