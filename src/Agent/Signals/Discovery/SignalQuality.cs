using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>How good a witness a signal is. A name says it, so that it holds for what sidecars report and for the
/// history as well.</summary>
internal static class SignalQuality
{
    /// <summary>An average: seconds of all requests by their number. A few that are very slow hide in it, so it is
    /// shown and never judged as a quantile.</summary>
    public const string Mean = "mean";

    /// <summary>What follows the name of a probe in the name of the mean of its requests.</summary>
    public const string MeanSuffix = "latency.mean";

    /// <summary>Null where the signal tells what its kind says.</summary>
    public static string? Of(string signal, SignalKind kind) =>
        kind is SignalKind.Gauge && signal.EndsWith($".{MeanSuffix}", StringComparison.Ordinal) ? Mean : null;
}
