namespace Bellwether.Agent.Watching;

/// <summary>What an answer depends on beside the deployment.</summary>
/// <param name="Now">UTC.</param>
/// <param name="Unwell">Why the agent cannot give a verdict now; null where it can.</param>
/// <param name="Progress">Where the watch stands, in one sentence.</param>
internal sealed record GateState(DateTimeOffset Now, string? Unwell, string Progress);
