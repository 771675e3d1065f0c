using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Acme.Checks;

/// <summary>Takes an argument of every kind, and says what it was given.</summary>
public sealed class ManyHealthCheck(
    string text, int count, double share, TimeSpan patience, bool isOn, Uri address, Color color,
    IReadOnlyList<string> names, int[] numbers, string? note = null, TimeSpan pause = default, long most = 7,
    float? ratio = null, IServiceProvider? services = null) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Degraded(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{text.Length} {count} {share} {patience} {isOn} {address.Port} {color} {names.Count} {numbers.Sum()} "
                + $"{note ?? "-"} {pause} {most} {ratio?.ToString() ?? "-"} {services is null}")));
}
