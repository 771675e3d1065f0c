namespace Bellwether.Probes.Oidc;

/// <summary>The signals of <c>oidc</c>: shown, not judged; what makes tokens worthless makes the look bad.</summary>
internal static class OidcSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
        [ProbeSignal.Gauge("latency", "seconds"), ProbeSignal.Gauge("keys", ""), ProbeSignal.Gauge("lost-keys", "")];
}
