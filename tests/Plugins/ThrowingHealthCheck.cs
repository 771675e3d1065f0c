using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Throws what it was told to, before there is a task, and says its secret.</summary>
public sealed class ThrowingHealthCheck(string what, string secret = "none") : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => throw (what switch
        {
            "memory" => new OutOfMemoryException(),
            "type" => new TypeLoadException("a type of a library is gone"),
            "cancelled" => new OperationCanceledException("by nobody"),
            _ => new InvalidOperationException($"cannot use {secret}", new IOException($"because of\n{secret}")),
        });
}
