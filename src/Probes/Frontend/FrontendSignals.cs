using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Frontend;

/// <summary>The signals of <c>frontend</c>. Where the file has no rules, no old asset may be missing; what is broken on
/// the page itself makes the look bad, and is judged by that.</summary>
internal static class FrontendSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
    [
        Shown("missing-old-assets") with { Rule = new StandardRule { Name = "missing-old-assets", Max = 0 } },
        Shown("broken-assets"), Shown("broken-integrity"), Shown("assets"), Shown("unchecked-assets"),
        Shown("old-assets"), Shown("weakly-cached-assets"),
        Shown("latency", "seconds"), Shown("page-bytes", "bytes"), Shown("page-fresh", "seconds"),
        Shown("page-age", "seconds"), Shown("cache-hit", "ratio"),
    ];

    private static ProbeSignal Shown(string name, string unit = "") =>
        new() { Name = name, Kind = SignalKind.Gauge, Reading = name, Unit = unit };
}
