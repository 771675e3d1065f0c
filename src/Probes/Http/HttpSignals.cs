using Bellwether.Contracts.Signals;
using Bellwether.Probes.Http.Journeys;

namespace Bellwether.Probes.Http;

/// <summary>The signals of <c>http</c>: shown, not judged, since a bad answer is a bad look already.</summary>
internal static class HttpSignals
{
    public static IReadOnlyList<ProbeSignal> Of(HttpProbeOptions options) =>
    [
        Time("latency", "latency"),
        Share("unauthorized", "401"), Share("forbidden", "403"), Share("throttled", "429"),
        .. options.Steps.Select(step => Time($"{step.Name}.latency", Journey.ReadingOf(step.Name))),
    ];

    private static ProbeSignal Time(string name, string reading) =>
        new() { Name = name, Kind = SignalKind.Gauge, Reading = reading, Unit = "seconds" };

    private static ProbeSignal Share(string name, string status) => new()
    {
        Name = name,
        Kind = SignalKind.Ratio,
        Reading = AnswerCounts.Name,
        Unit = "ratio",
        Bad = new Dictionary<string, string> { [AnswerCounts.Label] = status },
        Counts = "looks",
        Did = $"were answered {status}",
    };
}
