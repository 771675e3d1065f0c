using System.Diagnostics.Metrics;
using System.Net;
using Bellwether.Agent.Api.Limits;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Access;

/// <summary>Finds out who calls, and whether it may.</summary>
/// <remarks>Safe for concurrent use. No token is ever kept, counted by its value, or logged.</remarks>
internal sealed partial class Entrance : IDisposable
{
    private const string Scheme = "Bearer ";

    private readonly BucketTable _wrong;
    private readonly ILogger<Entrance> _log;
    private readonly Meter _meter = new("Bellwether.Api");
    private readonly Counter<long> _refused;
    private volatile AccessPlan _plan;

    public Entrance(AccessPlan plan, TimeProvider time, ILogger<Entrance> log)
    {
        (_plan, _log) = (plan, log);
        _wrong = new(ApiLimits.WrongTokens, ApiLimits.WrongTokensPerSecond, ApiLimits.Clients, time);
        _refused = _meter.CreateCounter<long>(
            "bellwether_api_refused_total", description: "Calls that were not let in, by reason.");
    }

    /// <summary>Who may come in now.</summary>
    public AccessPlan Plan => _plan;

    /// <summary>From now on these may come in: what a configuration that was read again says.</summary>
    public void Use(AccessPlan plan) => _plan = plan;

    public void Count(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Whether the call may go on to its route.</summary>
    public Admission Admit(HttpContext context)
    {
        var plan = _plan;
        if (!plan.IsDemanded) return Admission.Granted;
        var endpoint = context.GetEndpoint();
        var demand = endpoint?.Metadata.GetMetadata<RouteDemand>();
        if (demand is { Role: null } || (demand?.Unless is { } page && plan.Open.Contains(page)))
            return Admission.Granted;
        var finding = Find(context, plan);
        if (finding.Caller is not { } caller) return finding.Refusal!;
        // What is not there is told to callers that are known; a route that says nothing lets nobody in.
        if (endpoint is not RouteEndpoint) return Admission.Granted;
        if (demand?.Role is { } role && caller.Roles.Contains(role)) return Admission.Granted;
        return Admission.Forbidden(caller.Name, demand?.Role);
    }

    public void Dispose() => _meter.Dispose();

    private (Caller? Caller, Admission? Refusal) Find(HttpContext context, AccessPlan plan)
    {
        var client = ClientKey.Of(context.Connection.RemoteIpAddress);
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0) return (CertificateHolder(context, plan), Admission.NotShown);
        if (_wrong.Wait(client) is { } wait) return (null, Admission.Shut(wait));
        var text = header.Count == 1 ? header[0] ?? "" : "";
        var token = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? TokenMatch.Find(text.AsSpan(Scheme.Length).Trim(), plan.Tokens) : null;
        if (token is not null) return (new(token.Name, token.Roles), null);
        _wrong.Take(client);
        if (_wrong.Wait(client) is not null) LogShut(context.Connection.RemoteIpAddress);
        return (null, Admission.Wrong);
    }

    private static Caller? CertificateHolder(HttpContext context, AccessPlan plan)
    {
        // That its authority is ours was seen when the connection was opened; without it there is none here.
        if (plan.Certificates.Count == 0 || context.Connection.ClientCertificate is not { } certificate) return null;
        var names = CertificateNames.Of(certificate);
        var known = plan.Certificates.Where(c => names.Contains(c.Name, StringComparer.Ordinal)).ToList();
        return known.Count == 0 ? null
            : new Caller(known[0].Name, [.. known.SelectMany(c => c.Roles).Distinct()]);
    }

    [LoggerMessage(4101, LogLevel.Warning, "Too many wrong tokens from {Client}: it is answered 429 for a while")]
    private partial void LogShut(IPAddress? client);
}
