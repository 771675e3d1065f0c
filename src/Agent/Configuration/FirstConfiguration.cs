namespace Bellwether.Agent.Configuration;

/// <summary>What <c>bellwether init</c> knows when it writes a configuration.</summary>
internal sealed record FirstConfiguration
{
    /// <summary>Name of the service; one that <see cref="Bellwether.Contracts.Ids.IsName"/> allows.</summary>
    public required string Service { get; init; }

    /// <summary>Its environment, likewise.</summary>
    public required string Environment { get; init; }

    /// <summary>The metrics page.</summary>
    public required Uri Scrape { get; init; }

    /// <summary>What was found on that page; empty for nothing.</summary>
    public IReadOnlyList<DiscoveredSignal> Discovered { get; init; } = [];

    /// <summary>Lines for <c>signals:</c> that take counters of the service's own; empty for none.</summary>
    public IReadOnlyList<string> Counters { get; init; } = [];
}
