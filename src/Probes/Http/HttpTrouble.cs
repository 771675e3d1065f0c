using System.Net.Sockets;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Http;

/// <summary>What an exchange that broke says about the target.</summary>
internal static class HttpTrouble
{
    /// <summary>Whether it broke in the handshake: nothing was asked yet.</summary>
    public static bool IsOfHandshake(Exception exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };

    public static Look AsLook(Exception exception)
    {
        var error = exception switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            _ when Find<AddressRefusedException>(exception) is { } refused =>
                Look.Missing("address-refused", refused.Message),
            _ when Find<ResolverException>(exception) is { } resolver => Look.Missing("resolver", resolver.Message),
            // A handshake that a process which is being replaced cuts off says nothing of certificates.
            HttpRequestError.SecureConnectionError when Find<SocketException>(exception) is null =>
                Look.Bad("tls", Innermost(exception).Message),
            HttpRequestError.ConfigurationLimitExceeded =>
                Look.WithoutReadings("too-large", "the head of the answer is too long"),
            HttpRequestError.InvalidResponse => Look.Bad("not-http", Innermost(exception).Message),
            _ when Find<SocketException>(exception) is { } fault => SocketTrouble.AsLook(fault.SocketErrorCode),
            HttpRequestError.ResponseEnded =>
                Look.Bad("closed", "the connection was closed before the answer was whole"),
            _ => Look.Bad("failed", Innermost(exception).Message),
        };
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is T found)
                return found;
        return null;
    }

    private static Exception Innermost(Exception exception) => exception.GetBaseException();
}
