
namespace Bellwether.Probes.HealthChecks;

/// <summary>One health check that a configuration can name.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Constructors">The ways to make it; never empty.</param>
public sealed record HealthCheckKind(string Name, IReadOnlyList<CheckConstructor> Constructors)
{
    /// <summary>Whether the check waits for its target alone. Then no answer in time is the target's failure; else
    /// nobody knows what a hanging check waits for, and the look is missing.</summary>
    public bool WaitsForTarget { get; init; }

    /// <summary>What an exception means to who knows the check; null where it has nothing to add.</summary>
    public Func<Exception, Look?> Explain { get; init; } = static _ => null;

    /// <summary>The check with its arguments, not made yet.</summary>
    public PreparedCheck With(CheckConstructor constructor, object?[] arguments) => new()
    {
        Kind = this,
        Make = patience => constructor.Make(arguments, patience),
        Redaction = Redaction.Of(arguments),
    };
}
