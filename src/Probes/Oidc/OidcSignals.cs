using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Oidc;

/// <summary>The signals of <c>oidc</c>: shown, not judged; what makes tokens worthless makes the look bad.</summary>
internal static class OidcSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
        [Level("latency", "seconds"), Level("keys", ""), Level("lost-keys", "")];

    private static ProbeSignal Level(string name, string unit) =>
        new() { Name = name, Kind = SignalKind.Gauge, Reading = name, Unit = unit };
}
