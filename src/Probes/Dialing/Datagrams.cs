using System.Net;
using System.Net.Sockets;

namespace Bellwether.Probes.Dialing;

/// <summary>Asks by one datagram and waits for one.</summary>
internal static class Datagrams
{
    /// <summary>What answers; others that come on the way are left out.</summary>
    /// <param name="server">Who is asked.</param>
    /// <param name="question">The datagram.</param>
    /// <param name="most">Longest answer.</param>
    /// <param name="guard">Which addresses may be asked.</param>
    /// <param name="isAnswer">Whether a datagram is the answer.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="SocketException">The host says that nobody listens there, or our own cannot send.</exception>
    /// <exception cref="AddressRefusedException">The guard lets nobody ask it.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> AskAsync(
        IPEndPoint server, ReadOnlyMemory<byte> question, int most, AddressGuard guard,
        Func<ReadOnlyMemory<byte>, bool> isAnswer, CancellationToken cancel)
    {
        if (guard.Refusal(server.Address) is { } why) throw new AddressRefusedException(why);
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected: then only that server is heard, and refusals are.
        await socket.ConnectAsync(server, cancel).ConfigureAwait(false);
        _ = await socket.SendAsync(question, cancel).ConfigureAwait(false);
        var answer = new byte[most];
        while (true)
        {
            var length = await socket.ReceiveAsync(answer, cancel).ConfigureAwait(false);
            if (isAnswer(answer.AsMemory(0, length))) return answer.AsMemory(0, length);
        }
    }
}
