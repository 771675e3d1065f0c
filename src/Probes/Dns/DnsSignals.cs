using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Dns;

/// <summary>The signals of <c>dns</c>: shown, not judged; a wrong answer makes the look bad.</summary>
internal static class DnsSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
        [Level("latency", "seconds"), Level("ttl", "seconds"), Level("records", "")];

    private static ProbeSignal Level(string name, string unit) =>
        new() { Name = name, Kind = SignalKind.Gauge, Reading = name, Unit = unit };
}
