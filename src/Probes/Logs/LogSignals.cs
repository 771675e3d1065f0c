using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Logs;

/// <summary>What logs are signals of.</summary>
internal static class LogSignals
{
    private static readonly Dictionary<string, string> Unread = new() { ["read"] = "no" };

    private static readonly ProbeSignal Unreadable = Ratio("unreadable", "lines", Unread);

    /// <summary>Of messages.</summary>
    public static IReadOnlyList<ProbeSignal> OfMessages(bool signatures) =>
    [
        Rate("messages", "messages"),
        Rate("errors-logged", "errors"),
        Rate("warnings-logged", "warnings"),
        Rate("fatal-logged", "fatal"),
        Ratio("error-share", "messages", new() { ["error"] = "yes" }),
        Unreadable,
        .. signatures ? [NewSignatures] : Array.Empty<ProbeSignal>(),
    ];

    /// <summary>Of requests.</summary>
    public static IReadOnlyList<ProbeSignal> OfRequests(bool durations) =>
    [
        Rate("requests", "requests"),
        Ratio("errors", "requests", Status("5xx")),
        .. durations ? [Latency] : Array.Empty<ProbeSignal>(),
        Ratio("unauthorized", "requests", Status("401")),
        Ratio("forbidden", "requests", Status("403")),
        Ratio("throttled", "requests", Status("429")),
        Ratio("abandoned", "requests", Status("499")),
        Unreadable,
    ];

    private static ProbeSignal Latency { get; } = new()
    {
        Name = "latency",
        Kind = SignalKind.Latency,
        Reading = "duration",
        Unit = "seconds",
    };

    private static ProbeSignal NewSignatures { get; } = new()
    {
        Name = "new-signatures",
        Kind = SignalKind.Gauge,
        Reading = "new-signatures",
        Unit = "signatures",
        // A service that says nothing at all has no new errors either.
        Rule = new() { Name = "new-signatures", Max = 0, Carries = false },
    };

    private static ProbeSignal Rate(string name, string reading) =>
        new() { Name = name, Kind = SignalKind.Rate, Reading = reading, Unit = "per-second" };

    private static ProbeSignal Ratio(string name, string reading, Dictionary<string, string> bad) =>
        new() { Name = name, Kind = SignalKind.Ratio, Reading = reading, Unit = "ratio", Bad = bad };

    private static Dictionary<string, string> Status(string status) => new() { ["status"] = status };
}
