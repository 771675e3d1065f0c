using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What a sidecar has to report.</summary>
/// <param name="ClosedUntil">End of the last interval that gets no more.</param>
/// <param name="Rows">Closed points in the form that merges.</param>
/// <param name="Seen">What was seen beside points.</param>
/// <param name="Signals">Every signal that is known.</param>
internal sealed record Harvest(
    DateTimeOffset ClosedUntil, IReadOnlyList<HistoryRow> Rows, SeenLog Seen, IReadOnlyList<SignalStatus> Signals);
