using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Says the status it was told to, even one that there is none of.</summary>
public sealed class StatusHealthCheck(int status, string description = "as told") : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return new HealthCheckResult((HealthStatus)status, description, exception: null,
            new Dictionary<string, object> { ["status"] = "healthy", ["value"] = status });
    }
}
