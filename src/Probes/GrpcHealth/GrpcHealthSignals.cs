using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.GrpcHealth;

/// <summary>The signals of <c>grpc-health</c>: what a server says of itself is its look.</summary>
internal static class GrpcHealthSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
        [new() { Name = "latency", Kind = SignalKind.Gauge, Reading = "latency", Unit = "seconds" }];
}
