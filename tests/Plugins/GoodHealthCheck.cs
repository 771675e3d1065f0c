using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Healthy, and says with which version of its library, which the agent has in another one.</summary>
public sealed class GoodHealthCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var library = typeof(YamlDotNet.Serialization.Deserializer).Assembly.GetName().Version!;
        return Task.FromResult(HealthCheckResult.Healthy($"with {library}", new Dictionary<string, object>
        {
            ["LibraryMajor"] = library.Major,
            ["queue_length"] = 3,
            ["Oldest message"] = TimeSpan.FromSeconds(1.5),
            ["share"] = 0.25m,
            ["name"] = "orders",
            ["empty"] = true,
            ["broken"] = double.NaN,
        }));
    }
}
