using System.Net.Sockets;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Http;

/// <summary>What an exchange that broke says about the target.</summary>
internal static class HttpTrouble
{
    public const string Tls = "tls";

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
            _ when Refused(exception) is { } refused => Look.Missing("address-refused", refused.Message),
            HttpRequestError.SecureConnectionError => Look.Bad(Tls, Innermost(exception).Message),
            HttpRequestError.ConfigurationLimitExceeded =>
                Look.WithoutReadings("too-large", "the head of the answer is too long"),
            HttpRequestError.InvalidResponse => Look.Bad("not-http", Innermost(exception).Message),
            _ when SocketFault(exception) is { } fault => SocketTrouble.AsLook(fault),
            HttpRequestError.ResponseEnded =>
                Look.Bad("closed", "the connection was closed before the answer was whole"),
            _ => Look.Bad("failed", Innermost(exception).Message),
        };
    }

    private static AddressRefusedException? Refused(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is AddressRefusedException refused)
                return refused;
        return null;
    }

    private static SocketError? SocketFault(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is SocketException socket)
                return socket.SocketErrorCode;
        return null;
    }

    private static Exception Innermost(Exception exception) => exception.GetBaseException();
}
