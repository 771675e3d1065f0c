namespace Bellwether.Probes.Frontend;

/// <summary>The signals of <c>frontend</c>: shown, not judged; what is broken on the page itself makes the look
/// bad.</summary>
/// <remarks>Old assets are gone after every deployment of an image that holds its own alone: whether that is a fault
/// only the operator knows.</remarks>
internal static class FrontendSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
    [
        Shown("missing-old-assets"), Shown("broken-assets"), Shown("broken-integrity"), Shown("assets"),
        Shown("unchecked-assets"),
        Shown("old-assets"), Shown("weakly-cached-assets"),
        Shown("latency", "seconds"), Shown("page-bytes", "bytes"), Shown("page-fresh", "seconds"),
        Shown("page-age", "seconds"), Shown("cache-hit", "ratio"),
    ];

    private static ProbeSignal Shown(string name, string unit = "") => ProbeSignal.Gauge(name, unit);
}
