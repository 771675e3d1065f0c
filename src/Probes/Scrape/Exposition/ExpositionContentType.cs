using System.Net.Http.Headers;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>How the formats are asked for and told apart over HTTP.</summary>
public static class ExpositionContentType
{
    /// <summary>Accept header that prefers OpenMetrics 1.0, then text 0.0.4, and takes what there is.</summary>
    public const string Accept =
        "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    /// <summary>Accept header that asks for text 0.0.4 alone.</summary>
    public const string AcceptText = "text/plain;version=0.0.4,*/*;q=0.1";

    /// <summary>
    /// OpenMetrics where the content type says so; else text 0.0.4, also where there is no content type.
    /// </summary>
    public static ExpositionFormat FormatOf(MediaTypeHeaderValue? contentType) =>
        string.Equals(contentType?.MediaType, "application/openmetrics-text", StringComparison.OrdinalIgnoreCase)
            ? ExpositionFormat.OpenMetrics
            : ExpositionFormat.Text;
}
