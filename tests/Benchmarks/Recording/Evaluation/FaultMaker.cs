using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>Puts a fault into errors and latency after t0.</summary>
internal delegate (PointSeries Errors, PointSeries Latency) FaultMaker(
    PointSeries latencyBefore, (PointSeries Errors, PointSeries Latency) after, Dice dice);
