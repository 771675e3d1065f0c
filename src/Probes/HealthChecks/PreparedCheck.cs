using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks;

/// <summary>A health check with its arguments, ready to be made.</summary>
public sealed record PreparedCheck
{
    public required HealthCheckKind Kind { get; init; }

    /// <summary>Makes the check, given the time that a look may take. Code of others: may throw anything, and may
    /// hang.</summary>
    public required Func<TimeSpan, IHealthCheck> Make { get; init; }

    /// <summary>Cuts the arguments out of what the check says.</summary>
    public required Redaction Redaction { get; init; }

    public override string ToString() => Kind.Name;
}
