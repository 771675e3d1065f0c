using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Tls;

/// <summary>The signals of <c>tls</c>: shown, not judged; what a client would refuse makes the look bad.</summary>
internal static class TlsSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
    [
        Level("latency", "seconds"), Level("days-left", "days"), Level("certificate-age", "days"),
        Level("chain-trusted", ""),
    ];

    private static ProbeSignal Level(string name, string unit) =>
        new() { Name = name, Kind = SignalKind.Gauge, Reading = name, Unit = unit };
}
