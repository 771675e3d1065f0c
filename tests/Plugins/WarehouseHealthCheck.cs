using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Takes its arguments as one object.</summary>
public sealed class WarehouseHealthCheck(WarehouseOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Degraded(
            $"{options.ConnectionString.Length} {options.CommandText} {options.Shelf} {options.Patience}"));
}
