using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Reads metrics pages of one target: all of a page or nothing.</summary>
/// <remarks>
/// Pure but for its memory: what it remembers of the last page makes the next one cheaper and never changes the
/// outcome.
/// Not for two threads at once. Sources: "Exposition formats" of the Prometheus documentation, OpenMetrics 1.0.
/// </remarks>
public sealed class ExpositionParser
{
    private readonly ExpositionLimits _limits;
    private readonly SeriesPools _pools;
    private ExpositionFormat _format;
    private PageParts? _parts;

    public ExpositionParser(ExpositionLimits limits)
        : this(limits, new SeriesPools(limits))
    {
    }

    /// <param name="limits">How much of a page is taken.</param>
    /// <param name="pools">Shared with the parsers of other targets that write the same lines.</param>
    internal ExpositionParser(ExpositionLimits limits, SeriesPools pools)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (_limits, _pools) = (limits, pools);
    }

    /// <summary>Reads a page; the bytes are not kept.</summary>
    /// <param name="body">The page after decompression, UTF-8.</param>
    /// <param name="format">As the content type says, see <see cref="ExpositionContentType"/>.</param>
    /// <param name="page">The page; null where there is a fault.</param>
    /// <param name="fault">The first thing that is wrong; null where the page was read.</param>
    public bool TryParse(
        ReadOnlySpan<byte> body,
        ExpositionFormat format,
        [NotNullWhen(true)] out ExpositionPage? page,
        [NotNullWhen(false)] out ExpositionFault? fault)
    {
        (page, fault) = (null, null);
        if (body.Length > _limits.BodyBytes)
        {
            fault = new(1, "too-large", $"the page has {body.Length} bytes, more than {_limits.BodyBytes}");
            return false;
        }

        var parts = PartsFor(format);
        parts.BeginPage();
        try
        {
            Read(body, parts, format);
            page = parts.EndPage();
            return true;
        }
        catch (MalformedPageException e)
        {
            parts.Memory.AbandonPage();
            fault = e.Fault;
            return false;
        }
    }

    /// <summary>There will be no other page: what only this target's pages had may be forgotten.</summary>
    internal void Leave() => _parts?.Memory.Leave();

    private void Read(ReadOnlySpan<byte> body, PageParts parts, ExpositionFormat format)
    {
        var cursor = new ByteCursor(body, _limits.LineBytes, Utf8.IsValid(body));
        if (format == ExpositionFormat.OpenMetrics)
            new OpenMetricsPageReader(parts).Read(ref cursor);
        else
            new TextPageReader(parts).Read(ref cursor);
    }

    // What is known of a series holds for one format only: what text 0.0.4 lets pass, OpenMetrics may refuse.
    private PageParts PartsFor(ExpositionFormat format)
    {
        if (_parts is not null && _format == format)
            return _parts;
        _parts?.Memory.Leave();
        _parts = new(format, _limits, _pools.Of(format));
        _format = format;
        return _parts;
    }
}
