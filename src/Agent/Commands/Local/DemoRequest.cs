namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>demo</c> was asked for.</summary>
/// <param name="Repeat">How often the story is told, each with the next seed; 1 or more.</param>
/// <param name="Seed">Seed of the first; 0 or more.</param>
/// <param name="Keep">Folder that journal, configuration and logs are left in; null leaves nothing behind.</param>
internal sealed record DemoRequest(int Repeat, int Seed, string? Keep = null);
