namespace Bellwether.Agent.Signals.Discovery;

/// <summary>A source of the table that is on the page, and what it could give.</summary>
/// <param name="Source">Its line of the table.</param>
/// <param name="Counter">Name of the samples that count its requests; null where only its latency is there.</param>
/// <param name="StatusLabel">Label that tells bad ones; null for none.</param>
/// <param name="Histogram">Histogram of its latency, without suffix; null for none.</param>
/// <param name="Scale">Seconds in one unit of that histogram.</param>
internal sealed record Candidate(
    MetricSource Source, string? Counter, string? StatusLabel, string? Histogram, double Scale)
{
    /// <summary>A source that tells errors and latency is a better witness than one that tells less.</summary>
    public int Worth => (StatusLabel is null ? 0 : 2) + (Histogram is null ? 0 : 1);

    public override string ToString() => $"{Source.Name} ({Counter ?? Histogram})";
}
