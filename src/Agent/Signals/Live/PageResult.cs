using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What one look at a metrics page gives to the signals of its service.</summary>
internal sealed record PageResult
{
    /// <summary>One a bound signal; empty for none.</summary>
    public required IReadOnlyList<Contribution> Contributions { get; init; }

    /// <summary>What the page tells of the process behind it; null where it was not read.</summary>
    public Sighting? Sighting { get; init; }

    /// <summary>Counters began again, and the page does not tell when its process started.</summary>
    public bool CountersBeganAgain { get; init; }

    /// <summary>What could not be bound; empty for nothing.</summary>
    public IReadOnlyList<DiscoveryProblem> Problems { get; init; } = [];
}
