namespace Bellwether.Agent.Commands.Client;

/// <summary>What the agent answered.</summary>
/// <param name="Value">The answer, read.</param>
/// <param name="Json">The same as it came: JSON.</param>
internal sealed record Reply<T>(T Value, string Json);
