namespace Bellwether.Agent.Delivery;

/// <summary>How a channel fares.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Sent">Records acknowledged since the start.</param>
/// <param name="Failures">Attempts that failed since the start.</param>
/// <param name="Waiting">Records that it has to deliver, the parked ones included.</param>
/// <param name="Lag">Age of the oldest record that waits; zero for none.</param>
/// <param name="Parked">Records that the receiver refuses, and those behind them of the same deployments.</param>
/// <param name="LastError">Why the last attempt failed; null when it succeeded or there was none.</param>
/// <param name="LastSentAt">When a record was last acknowledged, UTC; null for never.</param>
internal sealed record CourierVitals(
    string Channel, long Sent, long Failures, long Waiting, TimeSpan Lag, int Parked, string? LastError,
    DateTimeOffset? LastSentAt);
