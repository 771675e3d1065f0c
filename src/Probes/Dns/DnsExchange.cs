using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Dns;

/// <summary>Asks one server one question.</summary>
internal static class DnsExchange
{
    private const int MostTcp = 64 * 1024;

    /// <exception cref="DnsFormatException">What came back cannot be read.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The server could not be asked.</exception>
    /// <exception cref="AddressRefusedException">The guard lets nobody ask it.</exception>
    public static async ValueTask<DnsAnswer> AskAsync(
        IPEndPoint server, DnsProbeOptions options, AddressGuard guard, CancellationToken cancel)
    {
        // Nobody who cannot see the question may guess its number.
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        var question = DnsMessage.Question(id, options.Name, options.Type);
        if (options.Transport is DnsTransport.Udp)
        {
            var message = await Datagrams.AskAsync(
                server, question, DnsMessage.MostUdp, guard,
                answer => DnsMessage.Answers(answer.Span, question), cancel).ConfigureAwait(false);
            var answer = DnsMessage.Read(message.Span, options.Type);
            if (!answer.IsCut) return answer;
        }

        return await OverTcpAsync(server, question, options.Type, guard, cancel).ConfigureAwait(false);
    }

    private static async ValueTask<DnsAnswer> OverTcpAsync(
        IPEndPoint server, byte[] question, DnsRecordType type, AddressGuard guard, CancellationToken cancel)
    {
        using var socket = await Dialer.ConnectAsync([server.Address], server.Port, guard, cancel)
            .ConfigureAwait(false);
        await using var stream = new System.Net.Sockets.NetworkStream(socket, ownsSocket: false);
        var sent = new byte[question.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(sent, (ushort)question.Length);
        question.CopyTo(sent, 2);
        await stream.WriteAsync(sent, cancel).ConfigureAwait(false);
        var message = new byte[MostTcp];
        await stream.ReadExactlyAsync(message.AsMemory(0, 2), cancel).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt16BigEndian(message);
        await stream.ReadExactlyAsync(message.AsMemory(0, length), cancel).ConfigureAwait(false);
        if (!DnsMessage.Answers(message.AsSpan(0, length), question))
            throw new DnsFormatException("the answer is to another question");
        return DnsMessage.Read(message.AsSpan(0, length), type);
    }
}
