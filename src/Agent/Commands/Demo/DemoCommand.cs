namespace Bellwether.Agent.Commands.Demo;

/// <summary>A program to be started, and where its words go.</summary>
internal sealed record DemoCommand
{
    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "command";

    public required string Program { get; init; }

    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Variables beside those of the demo itself.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>File that its words are added to.</summary>
    public required string Log { get; init; }

    /// <summary>Called with each line that it writes, by several threads.</summary>
    public Action<string> Heard { get; init; } = static _ => { };
}
