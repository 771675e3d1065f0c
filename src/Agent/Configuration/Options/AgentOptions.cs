using System.ComponentModel;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>This agent.</summary>
internal sealed class AgentOptions
{
    /// <summary>Its id, unique among the agents of an environment. Lower-case letters, digits, '-', '_' and '.', at
    /// most 63; default the name of the host in lower case.</summary>
    [Id, DefaultValue("the host name")] public string? Id { get; init; }
}
