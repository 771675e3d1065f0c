using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>What is kept of one signature: no text, since that may be of people.</summary>
internal sealed class Signature
{
    /// <summary>Ten minutes each in which it was seen, after which it is no news. A version that was rolled back within
    /// its window has not made its errors known.</summary>
    public const int KnownSlots = 12;

    /// <summary>Ten minutes in which it was seen; <see cref="KnownSlots"/> or more is known.</summary>
    public int Slots { get; set; }

    /// <summary>The last of them, counted from 1970.</summary>
    public long LastSlot { get; set; }

    public bool IsKnown => Slots >= KnownSlots;

    /// <summary>A number that stands for a text.</summary>
    public static ulong NumberOf(string text) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
