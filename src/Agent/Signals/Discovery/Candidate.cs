namespace Bellwether.Agent.Signals.Discovery;

/// <summary>A source of the table that is on the page, and what it could give.</summary>
internal sealed record Candidate
{
    /// <summary>Its line of the table.</summary>
    public required MetricSource Source { get; init; }

    /// <summary>Name of the samples that count its requests.</summary>
    public required string Counter { get; init; }

    /// <summary>Label that tells bad ones; null for none.</summary>
    public string? StatusLabel { get; init; }

    /// <summary>Label with status codes of HTTP, each as a number; null where there is none, or only their classes are
    /// told.</summary>
    public string? CodeLabel { get; init; }

    /// <summary>Histogram of its latency, without suffix; null for none.</summary>
    public string? Histogram { get; init; }

    /// <summary>Sums and counts of its latency where it has no buckets, without suffix; null for none.</summary>
    public string? Mean { get; init; }

    /// <summary>Seconds in one unit of the histogram or of the mean.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>A label whose values may count one request several times, with the value it has first; null where
    /// nothing does.</summary>
    public (string Label, string First)? Layers { get; init; }

    /// <summary>A source that tells errors and latency is a better witness than one that tells less.</summary>
    public int Worth => (StatusLabel is null ? 0 : 2) + (Histogram is null ? 0 : 1);

    public override string ToString() => $"{Source.Name} ({Counter})";
}
