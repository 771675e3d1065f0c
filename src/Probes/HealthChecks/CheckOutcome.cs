using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks;

/// <summary>How one run of a check ended.</summary>
/// <param name="Result">What it answered; null where it threw, gave no task, or could not be made.</param>
/// <param name="Error">What it threw; null where it did not.</param>
/// <param name="Took">How long the check itself took.</param>
internal sealed record CheckOutcome(HealthCheckResult? Result, Exception? Error, TimeSpan Took)
{
    /// <summary>The check could not be made: its constructor threw.</summary>
    public bool IsUnmade { get; init; }
}
