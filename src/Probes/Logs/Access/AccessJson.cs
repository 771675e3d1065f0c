using System.Text.Json;
using Bellwether.Probes.Logs.Json;

namespace Bellwether.Probes.Logs.Access;

/// <summary>Reads JSON lines of web servers and frameworks.</summary>
/// <remarks>Usual names: nginx's variables, Caddy, Traefik, Elastic Common Schema, OpenTelemetry, Serilog.</remarks>
internal sealed class AccessJson : IJsonTaker
{
    private static readonly string[] UsualStatus =
    [
        "status", "status_code", "statusCode", "StatusCode", "DownstreamStatus", "http.response.status_code",
        "http.status_code", "response.status", "response_status", "res.statusCode", "code",
    ];

    private static readonly string[] UsualPath =
    [
        "path", "request_uri", "uri", "request.uri", "RequestPath", "url.path", "http.target", "url", "req.url",
        "request_path",
    ];

    private static readonly string[] UsualDuration =
    [
        "request_time", "duration", "Duration", "event.duration", "http.server.request.duration", "duration_ms",
        "durationMs", "response_time_ms", "responseTime", "elapsed_ms", "ElapsedMilliseconds", "Elapsed", "latency_ms",
        "duration_us", "duration_ns",
    ];

    private static readonly string[] UsualAgent =
    [
        "http_user_agent", "user_agent", "userAgent", "request.headers.User-Agent", "request_User-Agent",
        "user_agent.original", "req.headers.user-agent", "agent",
    ];

    /// <summary>Longest path and longest agent that are looked at.</summary>
    private const int Half = 512;

    private readonly JsonNames _statuses;
    private readonly JsonNames _paths;
    private readonly JsonNames _durations;
    private readonly JsonNames _agents;
    private readonly DurationUnit _unit;
    private readonly byte[] _text = new byte[2 * Half];
    private int _statusRank, _pathRank, _durationRank, _agentRank, _status, _pathLength, _agentLength;
    private double _seconds;

    public AccessJson(AccessFieldsOptions fields, DurationUnit unit)
    {
        _statuses = new(fields.Status is { } status ? [status] : UsualStatus);
        _paths = new(fields.Path is { } path ? [path] : UsualPath);
        _durations = new(fields.Duration is { } duration ? [duration] : UsualDuration);
        _agents = new(fields.UserAgent is { } agent ? [agent] : UsualAgent);
        _unit = unit;
    }

    /// <summary>Null where the line is no JSON object with a status.</summary>
    public AccessLine? Read(ReadOnlySpan<byte> line, OperationalRoutes ignored)
    {
        (_statusRank, _pathRank, _durationRank, _agentRank) = (int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);
        (_status, _pathLength, _agentLength, _seconds) = (0, 0, 0, double.NaN);
        if (!JsonWalk.TryWalk(line, this) || _status is < 100 or > 599) return null;
        var isOwn = OwnAgent.Is(_text.AsSpan(Half, _agentLength));
        var isTraffic = !isOwn && !ignored.Hold(AccessText.Plain(_text.AsSpan(0, _pathLength)));
        return new(_status, _seconds, isTraffic, _agentLength > 0);
    }

    public void Take(ReadOnlySpan<byte> path, ref Utf8JsonReader value)
    {
        if (_statuses.IsBetter(path, ref _statusRank)) _status = (int)Number(ref value);
        if (_paths.IsBetter(path, ref _pathRank)) _pathLength = Text(ref value, _text.AsSpan(0, Half));
        if (_agents.IsBetter(path, ref _agentRank)) _agentLength = Text(ref value, _text.AsSpan(Half));
        if (_durations.IsBetter(path, ref _durationRank))
            _seconds = Durations.Seconds(Number(ref value), _unit is DurationUnit.Auto ? UnitOf(path) : _unit);
    }

    /// <summary>Milliseconds and the like are told by the name; Traefik and Elastic count nanoseconds.</summary>
    internal static DurationUnit UnitOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Duration"u8) || name.SequenceEqual("event.duration"u8) || name.EndsWith("_ns"u8)
            ? DurationUnit.Nanoseconds
        : name.EndsWith("_us"u8) ? DurationUnit.Microseconds
        : name.EndsWith("_ms"u8) || name.EndsWith("Ms"u8) || name.EndsWith("Milliseconds"u8)
            || name.SequenceEqual("responseTime"u8) || name.SequenceEqual("Elapsed"u8) ? DurationUnit.Milliseconds
        : DurationUnit.Seconds;

    /// <summary>A number, or a text that holds one, as nginx writes it; NaN for neither.</summary>
    private static double Number(ref Utf8JsonReader value)
    {
        if (value.TokenType is JsonTokenType.Number) return value.TryGetDouble(out var number) ? number : double.NaN;
        return value.TokenType is JsonTokenType.String && !value.HasValueSequence && !value.ValueIsEscaped
            ? Durations.Read(value.ValueSpan, DurationUnit.Seconds) : double.NaN;
    }

    private static int Text(ref Utf8JsonReader value, Span<byte> into)
    {
        if (value.TokenType is not JsonTokenType.String || value.ValueSpan.Length > into.Length) return 0;
        return value.CopyString(into);
    }
}
