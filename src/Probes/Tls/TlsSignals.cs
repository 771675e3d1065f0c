namespace Bellwether.Probes.Tls;

/// <summary>The signals of <c>tls</c>: shown, not judged; what a client would refuse makes the look bad.</summary>
internal static class TlsSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
    [
        ProbeSignal.Gauge("latency", "seconds"), ProbeSignal.Gauge("days-left", "days"),
        ProbeSignal.Gauge("certificate-age", "days"), ProbeSignal.Gauge("chain-trusted", ""),
    ];
}
