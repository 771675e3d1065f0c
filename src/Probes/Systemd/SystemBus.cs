using System.Net.Sockets;
using System.Text;

namespace Bellwether.Probes.Systemd;

/// <summary>Asks systemd for the properties of a unit, over the socket of a bus. One connection a question.</summary>
/// <remarks>Of the bus as little as that needs: logging in as the user that the kernel says we are, and two calls.
/// Everybody may read properties; nothing else is ever asked for.</remarks>
internal sealed class SystemBus(string socketPath)
{
    private const string Bus = "org.freedesktop.DBus";
    private const string Systemd = "org.freedesktop.systemd1";

    /// <summary>Longest line while logging in.</summary>
    private const int LongestLine = 1024;

    /// <summary>Messages for others that may come before the answer, such as that we have a name now.</summary>
    private const int MostOthers = 64;

    /// <exception cref="BusException">The bus cannot be asked.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyDictionary<string, object>> PropertiesAsync(string unit, CancellationToken cancel)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancel).ConfigureAwait(false);
            var stream = new NetworkStream(socket, ownsSocket: false);
            await using var _ = stream.ConfigureAwait(false);
            await EnterAsync(stream, cancel).ConfigureAwait(false);
            // An empty name of an interface asks for those of all: the unit's and the service's of one moment.
            var answer = await CallAsync(
                stream, 2, new(Systemd, UnitPath.Of(unit), $"{Bus}.Properties", "GetAll", ""), cancel)
                .ConfigureAwait(false);
            return answer.Properties();
        }
        catch (SocketException e)
        {
            throw new BusException($"the bus at {socketPath} cannot be connected to: {e.SocketErrorCode}", e);
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException)
        {
            throw new BusException($"the bus at {socketPath} ended the conversation: {e.Message}", e);
        }
    }

    private async Task EnterAsync(NetworkStream stream, CancellationToken cancel)
    {
        try
        {
            await LogInAsync(stream, cancel).ConfigureAwait(false);
            await CallAsync(stream, 1, new(Bus, "/org/freedesktop/DBus", Bus, "Hello"), cancel).ConfigureAwait(false);
        }
        catch (EndOfStreamException e)
        {
            // dbus-daemon looks every user up, and is kept by systemd from finding those of DynamicUser=.
            throw new BusException($"the bus at {socketPath} hung up on this user: dbus-daemon lets no dynamic user in,"
                + " so make it a static one of the same name (useradd --system bellwether) and restart the agent", e);
        }
    }

    /// <summary>SASL EXTERNAL without a name: the kernel tells the other end who we are.</summary>
    private static async Task LogInAsync(NetworkStream stream, CancellationToken cancel)
    {
        await stream.WriteAsync("\0AUTH EXTERNAL\r\nDATA\r\n"u8.ToArray(), cancel).ConfigureAwait(false);
        for (var lines = 0; lines < 4; lines++)
        {
            var line = await LineAsync(stream, cancel).ConfigureAwait(false);
            if (line.StartsWith("DATA", StringComparison.Ordinal)) continue;
            if (!line.StartsWith("OK ", StringComparison.Ordinal)) break;
            await stream.WriteAsync("BEGIN\r\n"u8.ToArray(), cancel).ConfigureAwait(false);
            return;
        }

        throw new BusException("the bus does not let this user in");
    }

    private static async Task<string> LineAsync(NetworkStream stream, CancellationToken cancel)
    {
        // Byte by byte: what follows the last line is no text any more.
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < LongestLine)
        {
            await stream.ReadExactlyAsync(one, cancel).ConfigureAwait(false);
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        throw new BusException("the bus answered a line without an end");
    }

    private static async Task<BusMessage> CallAsync(
        NetworkStream stream, uint serial, BusCall call, CancellationToken cancel)
    {
        await stream.WriteAsync(BusWriter.Call(serial, call), cancel).ConfigureAwait(false);
        for (var others = 0; others <= MostOthers; others++)
        {
            var message = await MessageAsync(stream, cancel).ConfigureAwait(false);
            if (message.Answers != serial) continue;
            return message.Error is null ? message
                : throw new BusException($"{call.Member} was answered {message.Error}: {message.Words()}");
        }

        throw new BusException($"{call.Member} was not answered among {MostOthers} messages");
    }

    private static async Task<BusMessage> MessageAsync(NetworkStream stream, CancellationToken cancel)
    {
        var head = new byte[BusMessage.HeadLength];
        await stream.ReadExactlyAsync(head, cancel).ConfigureAwait(false);
        var bytes = new byte[BusMessage.LengthOf(head)];
        head.CopyTo(bytes, 0);
        await stream.ReadExactlyAsync(bytes.AsMemory(head.Length), cancel).ConfigureAwait(false);
        return BusMessage.Parse(bytes);
    }
}
