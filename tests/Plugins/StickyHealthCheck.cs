using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Never ends putting its things away.</summary>
public sealed class StickyHealthCheck(string disposed) : IHealthCheck, IDisposable
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy());

    public void Dispose()
    {
        File.WriteAllText(disposed, "");
        Thread.Sleep(Timeout.Infinite);
    }
}
