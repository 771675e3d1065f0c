using System.Globalization;
using System.Text.Json;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
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

    public static void Add(IServiceCollection services, AgentVitals vitals) => services.AddHealthChecks()
        .Add(Of("judging", provider => AgentVitals.Judging(provider.GetRequiredService<WatchLoop>()), Live, Ready))
        .Add(Of("journal", _ => vitals.Journal(), Ready))
        .Add(Of("disk", _ => vitals.Disk(), Ready))
        .Add(Of("history", _ => vitals.History(), Ready))
        .Add(Of("looks", _ => vitals.Looks(), Ready))
        .Add(Of("delivery", _ => vitals.Delivery(), Ready))
        .Add(Of("bus", _ => vitals.Bus(), Ready))
        .Add(Of("configuration", _ => vitals.Configuration(), Ready));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", Options(Live)).OpenToAll();
        routes.MapHealthChecks("/health/ready", Options(Ready)).Demand(Role.Read, unless: OpenPage.Ready);
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
            foreach (var (key, value) in entry.Data)
                writer.WriteNumber(key, Convert.ToDouble(value, CultureInfo.InvariantCulture));

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
