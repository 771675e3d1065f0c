using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets;

/// <summary>Somewhere that targets are named.</summary>
internal interface ITargetSource : IDisposable
{
    /// <summary>All targets that are named now, in no order; may be empty.</summary>
    /// <exception cref="TargetsException">The list cannot be had. That says nothing about the targets.</exception>
    ValueTask<IReadOnlyList<FoundTarget>> ReadAsync(CancellationToken stopping);

    /// <summary>Whether an instance that the last list named no more was taken away for sure. Most lists drop one that
    /// fails as well.</summary>
    bool WasTakenAway(string instance) => false;
}
