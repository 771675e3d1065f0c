namespace Bellwether.Probes.GrpcHealth;

/// <summary>The signals of <c>grpc-health</c>: what a server says of itself is its look.</summary>
internal static class GrpcHealthSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
        [ProbeSignal.Gauge("latency", "seconds")];
}
