using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Can be made in three ways, one of which no file can hold.</summary>
public sealed class OverloadedHealthCheck : IHealthCheck
{
    private readonly string _way;

    public OverloadedHealthCheck(Func<string> way) => _way = way();

    public OverloadedHealthCheck(string host) => _way = "host";

    public OverloadedHealthCheck(string host, int port) => _way = "host and port";

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Degraded(_way));
}
