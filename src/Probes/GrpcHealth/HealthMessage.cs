using System.Buffers.Binary;
using System.Text;

namespace Bellwether.Probes.GrpcHealth;

/// <summary>The two messages of a health check in the form of the wire: one field each.</summary>
internal static class HealthMessage
{
    /// <summary>A frame's head: whether it is packed, and how long it is.</summary>
    private const int HeadLength = 5;

    private const byte ServiceField = (1 << 3) | 2;
    private const int StatusField = (1 << 3) | 0;

    /// <summary>The framed question for a service; an empty name asks for the whole server.</summary>
    public static byte[] Question(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        using var message = new MemoryStream();
        if (name.Length > 0)
        {
            message.WriteByte(ServiceField);
            for (var rest = (uint)name.Length; ; rest >>= 7)
            {
                message.WriteByte((byte)(rest < 0x80 ? rest : rest | 0x80));
                if (rest < 0x80) break;
            }

            message.Write(name);
        }

        var frame = new byte[HeadLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.ToArray().CopyTo(frame, HeadLength);
        return frame;
    }

    /// <summary>Reads a framed answer.</summary>
    /// <returns>Null where it is none, or is packed, which nobody asked for.</returns>
    public static ServingStatus? Answer(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < HeadLength || frame[0] != 0
            || BinaryPrimitives.ReadUInt32BigEndian(frame[1..]) != frame.Length - HeadLength)
            return null;
        var message = frame[HeadLength..];
        var at = 0;
        // A field with its zero value is left out.
        var status = ServingStatus.Unknown;
        while (at < message.Length)
        {
            if (Number(message, ref at) is not { } tag) return null;
            if (tag == StatusField)
            {
                if (Number(message, ref at) is not { } value) return null;
                status = (ServingStatus)value;
            }
            else if (!Skip(message, tag, ref at))
            {
                return null;
            }
        }

        return status;
    }

    private static bool Skip(ReadOnlySpan<byte> message, ulong tag, ref int at)
    {
        switch (tag & 7)
        {
            case 0: return Number(message, ref at) is not null;
            case 1: at += 8; break;
            case 2:
                if (Number(message, ref at) is not { } length || length > (ulong)message.Length) return false;
                at += (int)length;
                break;
            case 5: at += 4; break;
            default: return false;
        }

        return at <= message.Length;
    }

    private static ulong? Number(ReadOnlySpan<byte> message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }

        return null;
    }
}
