namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>demo</c> was asked for.</summary>
/// <param name="Repeat">How often the story is told, each with the next seed; 1 or more.</param>
/// <param name="Seed">Seed of the first.</param>
internal sealed record DemoRequest(int Repeat, int Seed);
