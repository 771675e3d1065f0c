using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks;

/// <summary>One way to make a health check.</summary>
/// <param name="Parameters">In the order of the constructor; may be empty.</param>
/// <param name="Make">Makes the check of one argument a parameter and the time that a look may take.</param>
public sealed record CheckConstructor(
    IReadOnlyList<CheckParameter> Parameters, Func<object?[], TimeSpan, IHealthCheck> Make)
{
    /// <summary>What is wrong with an argument that has the right type: the parameter's index and a sentence without
    /// the value; null for nothing.</summary>
    public Func<object?[], (int Parameter, string Message)?> Fault { get; init; } = static _ => null;
}
