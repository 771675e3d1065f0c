using System.Text;
using System.Text.RegularExpressions;

namespace Bellwether.Probes.Http;

/// <summary>Reads the version that an answer says it comes from.</summary>
internal sealed class HttpVersion(HttpProbeOptions options)
{
    private readonly string? _header = options.Version?.Header ?? options.VersionHeader;
    private readonly string? _json = options.Version?.Json;
    private readonly Regex? _pattern = VersionPattern.Of(options.Version?.Pattern);

    /// <summary>Whether the body is needed for it.</summary>
    public bool NeedsBody => _json is not null || _pattern is not null;

    /// <summary>What the look saw of the version; null for nothing.</summary>
    public Sighting? In(HttpOutcome outcome)
    {
        var version = VersionPattern.Sane(
            _header is not null ? outcome.Header(_header)
            : outcome.Body is not { } body ? null
            : _json is not null ? JsonPath.Find(body.Bytes, _json)
            : _pattern is not null ? VersionPattern.Find(_pattern, Encoding.UTF8.GetString(body.Bytes.Span))
            : null);
        return version is null ? null : new Sighting { Version = version };
    }
}
