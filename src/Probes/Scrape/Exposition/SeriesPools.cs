namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>The pool of each format: what text 0.0.4 lets pass, OpenMetrics may refuse.</summary>
/// <remarks>Safe for concurrent use. Shared by the parsers of a probe's targets.</remarks>
internal sealed class SeriesPools(ExpositionLimits limits)
{
    private readonly Lazy<SeriesPool> _text = new(() => new(limits));
    private readonly Lazy<SeriesPool> _openMetrics = new(() => new(limits));

    public SeriesPool Of(ExpositionFormat format) =>
        format == ExpositionFormat.OpenMetrics ? _openMetrics.Value : _text.Value;
}
