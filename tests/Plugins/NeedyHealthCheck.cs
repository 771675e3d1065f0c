using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Needs something that no file can hold.</summary>
public sealed class NeedyHealthCheck(IServiceProvider services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(services.ToString()));
}
