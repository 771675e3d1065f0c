using System.CommandLine;

namespace Bellwether.Agent.Commands;

/// <summary>A command with an example that its help shows.</summary>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    /// <summary>A whole command line that works as it stands but for the names in it.</summary>
    public string Example { get; } = example;
}
