using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks.West;

/// <summary>Has a namesake.</summary>
public sealed class TwinHealthCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Degraded("West"));
}
