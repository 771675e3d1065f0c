using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Logs;

/// <summary>What logs are signals of.</summary>
internal static class LogSignals
{
    private static readonly Dictionary<string, string> Unread = new() { ["read"] = "no" };

    private static readonly ProbeSignal Unreadable =
        Ratio("unreadable", "lines", Unread) with { Counts = "lines", Did = "could not be read" };

    /// <summary>Of messages.</summary>
    public static IReadOnlyList<ProbeSignal> OfMessages(bool signatures) =>
    [
        Rate("messages", "messages"),
        Rate("errors-logged", "errors"),
        Rate("warnings-logged", "warnings"),
        Rate("fatal-logged", "fatal"),
        Ratio("error-share", "messages", new() { ["error"] = "yes" }) with { Counts = "messages", Did = "were errors" },
        Unreadable,
        .. signatures ? [NewSignatures] : Array.Empty<ProbeSignal>(),
    ];

    /// <summary>Of requests.</summary>
    public static IReadOnlyList<ProbeSignal> OfRequests(bool durations) =>
    [
        Rate("requests", "requests"),
        Ratio("errors", "requests", Status("5xx")),
        .. durations ? [Latency] : Array.Empty<ProbeSignal>(),
        Answered("unauthorized", "401"),
        Answered("forbidden", "403"),
        Answered("throttled", "429"),
        Ratio("abandoned", "requests", Status("499")) with { Did = "were given up by who asked" },
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
        Happened = "errors were logged that were never seen before",
    };

    private static ProbeSignal Rate(string name, string reading) =>
        new() { Name = name, Kind = SignalKind.Rate, Reading = reading, Unit = "per-second" };

    private static ProbeSignal Ratio(string name, string reading, Dictionary<string, string> bad) =>
        new() { Name = name, Kind = SignalKind.Ratio, Reading = reading, Unit = "ratio", Bad = bad };

    private static ProbeSignal Answered(string name, string status) =>
        Ratio(name, "requests", Status(status)) with { Did = $"were answered {status}" };

    private static Dictionary<string, string> Status(string status) => new() { ["status"] = status };
}
