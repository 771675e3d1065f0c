namespace Bellwether.Probes.Logs.Access;

/// <summary>One request as the log tells it.</summary>
/// <param name="Status">100 to 599.</param>
/// <param name="Seconds">How long it took; NaN where the log does not say.</param>
/// <param name="IsTraffic">Somebody wanted it: no look of ours, and no page for machines.</param>
/// <param name="NamesAgent">It tells with which program it was asked: without that it may be a look of ours.</param>
internal readonly record struct AccessLine(int Status, double Seconds, bool IsTraffic, bool NamesAgent);
