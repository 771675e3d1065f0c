namespace Bellwether.Agent.Commands.Demo;

/// <summary>What <c>demo</c> was asked for.</summary>
internal sealed record DemoOptions
{
    /// <summary>How often the story is told, each with the next seed. 1 to 1000; default 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Seed of the service's and the load's luck in the first. 0 to 2³¹ − 1; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder that the journal, the configuration and the logs are left in; null leaves nothing behind.</summary>
    public string? Keep { get; init; }
}
