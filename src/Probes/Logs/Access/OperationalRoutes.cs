namespace Bellwether.Probes.Logs.Access;

/// <summary>Paths that are no traffic: pages for machines. The same that discovery leaves out on metrics
/// pages.</summary>
public sealed class OperationalRoutes
{
    /// <summary>In the order of the table of discovery. A <c>*</c> stands for anything.</summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "*/metrics", "/metrics/*", "*/prometheus", "*/actuator", "*/actuator/*", "*/health", "*/health/*",
        "*/healthcheck", "*/health-check", "*/healthz", "*/healthz/*", "*/livez", "*/livez/*", "*/readyz",
        "*/readyz/*", "*/startupz", "*/favicon.ico", "/-/*", "/debug/pprof/*", "/ready", "/readiness", "/live",
        "/liveness", "/alive", "/ping", "/heartbeat", "/up", "/health_check",
        // Asked for by the exporters of web servers.
        "/nginx_status", "/stub_status", "/basic_status", "/server-status",
    ];

    private const int MostRemembered = 4096;

    private readonly string[] _patterns;
    private readonly Dictionary<string, bool> _remembered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal OperationalRoutes(IEnumerable<string> patterns)
    {
        _patterns = [.. patterns];
        _lookup = _remembered.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a path is one of them.</summary>
    internal bool Hold(ReadOnlySpan<byte> path)
    {
        // What is longer was written by nobody for a machine.
        if (path.Length is 0 or > 256) return false;
        Span<char> text = stackalloc char[path.Length];
        for (var i = 0; i < path.Length; i++) text[i] = (char)path[i];
        if (_lookup.TryGetValue(text, out var known)) return known;
        var name = text.ToString();
        var holds = Array.Exists(_patterns, pattern =>
            System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
        if (_remembered.Count >= MostRemembered) _remembered.Clear();
        return _remembered[name] = holds;
    }
}
