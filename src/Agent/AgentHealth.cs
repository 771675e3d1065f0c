using System.Text.Json;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Watching;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Agent;

/// <summary>How the agent itself is: live while it judges, ready while it can make a verdict durable.</summary>
/// <remarks>Never wire it to the watched service: an agent that is unwell must not take its service out of
/// rotation.</remarks>
internal static class AgentHealth
{
    private const string Live = "live";
    private const string Ready = "ready";

    /// <summary>Share of the looks that must have been done, else the agent is degraded.</summary>
    private const double EnoughLooks = 0.5;

    /// <summary>A tick later than this is a sign of an agent that gets too little of the machine.</summary>
    private static readonly TimeSpan LatestTick = TimeSpan.FromSeconds(5);

    public static void Add(
        IServiceCollection services, Func<SamplerVitals> sampler, Func<IReadOnlyList<CourierVitals>> couriers,
        Func<string?> refusedPlan)
    {
        services.AddHealthChecks()
            .Add(Of("judging", provider => Judging(provider.GetRequiredService<WatchLoop>()), Live, Ready))
            .Add(Of("journal", provider => JournalCheck(provider.GetRequiredService<DeploymentJournal>()), Ready))
            .Add(Of("looks", _ => Looks(sampler()), Ready))
            .Add(Of("delivery", _ => Delivered(couriers()), Ready))
            .Add(Of("configuration", _ => Configured(refusedPlan()), Ready));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", Options(Live)).OpenToAll();
        routes.MapHealthChecks("/health/ready", Options(Ready)).Demand(Role.Read, unless: OpenPage.Ready);
    }

    private static HealthCheckResult Judging(WatchLoop loop) => loop.Silence < WatchLoop.LongestSilence
        ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy($"no round for {loop.Silence.TotalSeconds:0} s");

    private static HealthCheckResult JournalCheck(DeploymentJournal journal) => journal.Health switch
    {
        { Durable: false } health => HealthCheckResult.Unhealthy($"nothing can be made durable: {health.LastError}"),
        { ReserveInUse: true } => HealthCheckResult.Degraded("the disk is full; verdicts go into the reserve"),
        _ => HealthCheckResult.Healthy(),
    };

    private static HealthCheckResult Looks(SamplerVitals vitals)
    {
        if (vitals.WorstLateness > LatestTick)
            return HealthCheckResult.Degraded($"looks begin up to {vitals.WorstLateness.TotalSeconds:0.0} s late");
        return vitals.Due > 0 && vitals.Done < EnoughLooks * vitals.Due
            ? HealthCheckResult.Degraded($"{vitals.Done} of {vitals.Due} looks were done")
            : HealthCheckResult.Healthy();
    }

    private static HealthCheckResult Configured(string? refused) =>
        refused is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(refused);

    private static HealthCheckResult Delivered(IReadOnlyList<CourierVitals> couriers)
    {
        var behind = couriers.Where(courier => courier.LastError is not null || courier.Parked > 0).ToList();
        return behind.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join("; ", behind.Select(
                courier =>
                    $"{courier.Channel}: {courier.LastError ?? "the receiver refuses some"}, {courier.Waiting} wait")));
    }

    private static HealthCheckRegistration Of(
        string name, Func<IServiceProvider, HealthCheckResult> check, params string[] tags) =>
        new(name, provider => new Check(() => check(provider)), failureStatus: null, tags);

    private static HealthCheckOptions Options(string tag) => new()
    {
        Predicate = check => check.Tags.Contains(tag),
        ResponseWriter = WriteAsync,
    };

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.Body);
        writer.WriteStartObject();
        writer.WriteString("status", report.Status.ToString().ToLowerInvariant());
        writer.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            writer.WriteStartObject(name);
            writer.WriteString("status", entry.Status.ToString().ToLowerInvariant());
            if (entry.Description is { } description) writer.WriteString("description", description);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private sealed class Check(Func<HealthCheckResult> check) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(check());
    }
}
