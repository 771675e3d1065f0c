namespace Bellwether.Contracts.Verdicts;

/// <summary>Which agent speaks.</summary>
/// <param name="Id">The agent's id; see <see cref="Ids.IsId"/>.</param>
/// <param name="Epoch">Grows by one with each start of the agent on its state; 1 or more.</param>
/// <param name="Version">The agent's own version.</param>
public sealed record AgentIdentity(string Id, long Epoch, string Version);
