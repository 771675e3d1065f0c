using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tables;

/// <summary>Which columns one signal is made of.</summary>
/// <param name="Name">The signal's.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Columns">Gauge and rate: one. Counts: bad, total. Latency with buckets: one a bound, the infinite one
/// last.</param>
/// <param name="Bounds">Latency with buckets: the finite bounds, ascending; else empty.</param>
/// <param name="Sum">Latency with buckets: the column of the sum of seconds; −1 for none.</param>
internal sealed record SignalColumns(
    string Name, SignalKind Kind, string Unit, IReadOnlyList<int> Columns, IReadOnlyList<double> Bounds, int Sum = -1);
