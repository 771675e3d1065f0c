using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Blocks the thread it is called on until there is a file.</summary>
public sealed class BlockingHealthCheck(string until) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        while (!File.Exists(until)) Thread.Sleep(5);
        return Task.FromResult(HealthCheckResult.Healthy(Thread.CurrentThread.IsThreadPoolThread ? "pool" : "own"));
    }
}
