namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>The two text formats of metrics pages.</summary>
public enum ExpositionFormat
{
    /// <summary>
    /// Prometheus text 0.0.4: what a page is taken for unless it says otherwise; read as laxly as Prometheus does.
    /// </summary>
    Text,

    /// <summary>OpenMetrics 1.0 text; read strictly.</summary>
    OpenMetrics,
}
