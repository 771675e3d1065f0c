using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

public abstract class CommonHealthCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy());
}

/// <summary>A health check by what it derives from.</summary>
public sealed class DerivedHealthCheck : CommonHealthCheck;

internal sealed class HiddenHealthCheck : CommonHealthCheck;
