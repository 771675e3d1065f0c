namespace Bellwether.Agent.Signals.Live;

/// <summary>Host and port of a request, so that our own can be told to reach the process behind a page.</summary>
internal readonly record struct Origin(string Host, int Port)
{
    private static readonly string[] s_loopback = ["localhost", "127.0.0.1", "[::1]", "::1"];

    /// <summary>Null where it is no address.</summary>
    public static Origin? Of(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        ? new(s_loopback.Contains(uri.Host) ? s_loopback[0] : uri.Host.ToLowerInvariant(), uri.Port)
        : null;
}
