using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Cannot be made until there is a file.</summary>
public sealed class UnmadeHealthCheck : IHealthCheck
{
    public UnmadeHealthCheck(string until)
    {
        if (!File.Exists(until)) throw new InvalidOperationException("not yet");
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy());
}
