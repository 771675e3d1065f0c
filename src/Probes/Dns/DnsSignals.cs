namespace Bellwether.Probes.Dns;

/// <summary>The signals of <c>dns</c>: shown, not judged; a wrong answer makes the look bad.</summary>
internal static class DnsSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
    [
        ProbeSignal.Gauge("latency", "seconds"), ProbeSignal.Gauge("ttl", "seconds"), ProbeSignal.Gauge("records", ""),
    ];
}
