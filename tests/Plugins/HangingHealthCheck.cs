using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Waits for a file, whatever its token says.</summary>
public sealed class HangingHealthCheck(string until) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        while (!File.Exists(until)) await Task.Delay(5, CancellationToken.None);
        return HealthCheckResult.Healthy();
    }
}
