namespace Bellwether.Agent.Commands.Client;

/// <summary>One request to the agent.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Body">What is posted, JSON; null asks with GET.</param>
/// <param name="Patience">Longest wait for the whole answer.</param>
internal sealed record Question(string Path, byte[]? Body, TimeSpan Patience)
{
    /// <summary>Whether asking twice is the same as asking once. If not, it is repeated only where it cannot have
    /// arrived.</summary>
    public bool Repeatable { get; init; } = true;
}
