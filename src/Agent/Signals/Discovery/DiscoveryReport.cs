namespace Bellwether.Agent.Signals.Discovery;

/// <summary>What a metrics page offers.</summary>
internal sealed record DiscoveryReport
{
    /// <summary>Requests, errors, latency or its mean, and who was turned away, as far as they were found, in that
    /// order, and then levels; empty for none.</summary>
    public required IReadOnlyList<Binding> Bindings { get; init; }

    /// <summary>In the order of the signals; empty for none.</summary>
    public required IReadOnlyList<DiscoveryProblem> Problems { get; init; }

    /// <summary>Counters of the service's own that nothing is made of, the likely ones first; empty for none, or where
    /// nobody asked for them.</summary>
    public IReadOnlyList<OwnCounter> Counters { get; init; } = [];

    /// <summary>Version that the page names; null where it names none, or several.</summary>
    public string? Version { get; init; }

    /// <summary>Where that version stands (<c>app_info{version}</c>); null where it names none.</summary>
    public string? VersionSource { get; init; }

    /// <summary>When the process started, UTC; null where the page does not say.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Whether anything but levels was found.</summary>
    public bool CountsRequests => Bindings.Any(binding => binding.Level is null);

    public Binding? this[string signal] => Bindings.FirstOrDefault(binding => binding.Signal == signal);
}
