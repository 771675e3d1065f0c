using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging;

/// <summary>A signal as a rule names it: <c>app.latency.p99</c> is a view of <c>app.latency</c>.</summary>
/// <param name="Name">As the rule names it.</param>
/// <param name="History">The signal behind it.</param>
/// <param name="Quantile">Which quantile, 0 to 1; null where none is named.</param>
internal sealed record SignalView(string Name, SignalHistory History, double? Quantile)
{
    /// <summary>How sentences tell of it.</summary>
    public SignalWords Words => History.Words ?? SignalWords.Usual;

    /// <summary>Null where the snapshot has no such signal.</summary>
    public static SignalView? Find(WatchSnapshot snapshot, string name)
    {
        if (snapshot.Signals.TryGetValue(name, out var whole)) return new(name, whole, Quantile: null);
        var dot = name.LastIndexOf('.');
        if (dot < 0 || !snapshot.Signals.TryGetValue(name[..dot], out var latency)) return null;
        if (latency.Kind != SignalKind.Latency) return null;
        double? quantile = name[(dot + 1)..] switch
        {
            "p50" => 0.50,
            "p90" => 0.90,
            "p95" => 0.95,
            "p99" => 0.99,
            _ => null,
        };
        return quantile is null ? null : new(name, latency, quantile);
    }
}
