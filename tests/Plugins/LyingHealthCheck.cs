using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Healthy, with data that say the contrary, and far too many of them.</summary>
public sealed class LyingHealthCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy("nothing works", Enumerable.Range(0, 1000)
            .ToDictionary(i => $"error {i:000}", object (i) => i)));
}
