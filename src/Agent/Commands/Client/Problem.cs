namespace Bellwether.Agent.Commands.Client;

/// <summary>An error as RFC 9457 has it; only what is shown.</summary>
internal sealed record Problem
{
    public string? Title { get; init; }

    public string? Detail { get; init; }
}
