using System.Globalization;

namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>The headers that the looks are about.</summary>
internal sealed record AnswerHeaders
{
    private static readonly string[] CacheWords =
        ["cache-status", "x-cache-status", "cf-cache-status", "x-cache", "x-proxy-cache", "x-cache-hits"];

    /// <summary>Type without its parameters, lower case; empty where none is told.</summary>
    public required string Type { get; init; }

    /// <summary>The server forbids to guess another type.</summary>
    public required bool NoSniff { get; init; }

    public required string? Tag { get; init; }

    public required string? Modified { get; init; }

    /// <summary>Origins that may read it.</summary>
    public required string? AllowOrigin { get; init; }

    /// <summary>How long a cache may serve it without asking; null where nothing is told.</summary>
    public required TimeSpan? Fresh { get; init; }

    /// <summary>How long it lay in a cache; null where none says so.</summary>
    public required TimeSpan? Age { get; init; }

    /// <summary>Whether a cache on the way had it; null where none says anything.</summary>
    public required bool? Hit { get; init; }

    public static AnswerHeaders Of(HttpResponseMessage response)
    {
        var content = response.Content.Headers;
        var age = Seconds(First(response, "Age"));
        return new()
        {
            Type = (First(response, "Content-Type") ?? "").Split(';')[0].Trim().ToLowerInvariant(),
            NoSniff = First(response, "X-Content-Type-Options") is { } sniff
                && sniff.Split(',')[0].Trim().Equals("nosniff", StringComparison.OrdinalIgnoreCase),
            Tag = First(response, "ETag"),
            Modified = First(response, "Last-Modified"),
            AllowOrigin = First(response, "Access-Control-Allow-Origin")?.Trim(),
            Fresh = Freshness(response, content.Expires),
            Age = age,
            Hit = HitOf(response) ?? (age > TimeSpan.Zero ? true : null),
        };
    }

    /// <summary>"a copy from a cache (34 s old)"; null where it is none.</summary>
    public string? CopyWords => Hit is not true ? null
        : Age is { } age ? $"a copy from a cache, {age.TotalSeconds:0} s old" : "a copy from a cache";

    private static TimeSpan? Freshness(HttpResponseMessage response, DateTimeOffset? expires)
    {
        if (response.Headers.CacheControl is { } control)
        {
            if (control.NoStore || control.NoCache) return TimeSpan.Zero;
            if (control.SharedMaxAge > control.MaxAge) return control.SharedMaxAge;
            if (control.MaxAge is { } most) return most;
            if (control.SharedMaxAge is { } shared) return shared;
        }

        if (expires is not { } end || response.Headers.Date is not { } sent) return null;
        return end > sent ? end - sent : TimeSpan.Zero;
    }

    /// <remarks>No header of this is common to all: Cache-Status (RFC 9211) is young. Of several caches the one
    /// nearest to us, that is the last one written, has answered.</remarks>
    private static bool? HitOf(HttpResponseMessage response)
    {
        foreach (var name in CacheWords)
        {
            if (First(response, name) is not { } value) continue;
            var last = value.Split(',')[^1];
            if (name == "x-cache-hits") return int.TryParse(last, CultureInfo.InvariantCulture, out var n) && n > 0;
            if (last.Contains("hit", StringComparison.OrdinalIgnoreCase)
                || last.Contains("stale", StringComparison.OrdinalIgnoreCase)
                || last.Contains("updating", StringComparison.OrdinalIgnoreCase))
                return true;
            if (last.Contains("miss", StringComparison.OrdinalIgnoreCase)
                || last.Contains("expired", StringComparison.OrdinalIgnoreCase)
                || last.Contains("bypass", StringComparison.OrdinalIgnoreCase)
                || last.Contains("dynamic", StringComparison.OrdinalIgnoreCase)
                || last.Contains("fwd", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return null;
    }

    private static TimeSpan? Seconds(string? text) => long.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= int.MaxValue
        ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>First value of a header; null where it is not there.</summary>
    public static string? First(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values)
        || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.First() : null;
}
