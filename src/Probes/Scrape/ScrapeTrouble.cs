using System.Net.Sockets;
using System.Security.Authentication;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Scrape;

/// <summary>
/// Sorts what can go wrong with a request: the target failed us, or we could not ask, or a limit of ours was met.
/// </summary>
internal static class ScrapeTrouble
{
    private static readonly HashSet<string> BeforeSending =
        ["refused", "unreachable", "tls", "resolver", "network", "sockets", "address-refused"];

    /// <summary>
    /// True where the request cannot have reached the target. A time-out leaves that open, so it counts as sent.
    /// </summary>
    public static bool NeverSent(Look look) => look.Reason is { } reason && BeforeSending.Contains(reason);

    public static Look Of(Exception e)
    {
        if (e is InvalidDataException)
            return Look.WithoutReadings("unparsable", "the compressed body is damaged");
        if (Find<AddressRefusedException>(e) is { } refused)
            return Look.Missing("address-refused", refused.Message);
        var error = Find<HttpRequestException>(e)?.HttpRequestError ?? Find<HttpIOException>(e)?.HttpRequestError;
        if (error == HttpRequestError.NameResolutionError)
            return Look.Missing("resolver", Innermost(e));
        if (Find<AuthenticationException>(e) is { } tls)
            return Look.Bad("tls", tls.Message);
        if (Find<SocketException>(e) is { } socket)
            return OfSocket(socket);
        return error switch
        {
            HttpRequestError.ConfigurationLimitExceeded =>
                Look.WithoutReadings("too-large", $"the headers have more than {ScrapeClient.MaxHeaderKiB} KiB"),
            HttpRequestError.ResponseEnded => Look.Bad("closed", "the connection was closed before the whole answer"),
            HttpRequestError.ConnectionError => Look.Bad("unreachable", Innermost(e)),
            HttpRequestError.SecureConnectionError => Look.Bad("tls", Innermost(e)),
            _ => Look.Bad("not-http", Innermost(e)),
        };
    }

    private static Look OfSocket(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => Look.Bad("refused", e.Message),
        SocketError.HostUnreachable or SocketError.HostDown => Look.Bad("unreachable", e.Message),
        SocketError.TimedOut => Look.Bad("timeout", e.Message),
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery =>
            Look.Missing("resolver", e.Message),
        // These are about this machine: no route, no address, no socket left.
        SocketError.NetworkUnreachable or SocketError.NetworkDown => Look.Missing("network", e.Message),
        SocketError.AddressNotAvailable or SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
            or SocketError.AccessDenied => Look.Missing("sockets", e.Message),
        _ => Look.Bad("reset", e.Message),
    };

    private static T? Find<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
            if (e is T found)
                return found;
        return null;
    }

    private static string Innermost(Exception e) => e.GetBaseException().Message;
}
