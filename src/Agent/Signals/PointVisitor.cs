using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Signals;

/// <summary>Takes one point of a walk. The point is not to be kept.</summary>
/// <param name="index">Its place in the stretch that was asked for.</param>
/// <param name="point">A point that was seen.</param>
/// <param name="bounds">Upper bounds that its buckets were counted on; empty unless latency.</param>
internal delegate void PointVisitor(int index, in Point point, IReadOnlyList<double> bounds);
