using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>What the agent may connect to beside ordinary addresses.</summary>
internal sealed class ReachOptions
{
    /// <summary>Link-local and metadata addresses, or ranges of them, that may be connected to, such as
    /// 169.254.169.254; all others are refused. Default none.</summary>
    public IReadOnlyList<AddressRange> Allow { get; init; } = [];
}
