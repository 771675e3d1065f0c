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

    /// <summary>Times apart at which it was seen before, after which it is no news, if it is also as old as
    /// <see cref="OldAfter"/>: a deployment that was rolled back once has not made its errors known.</summary>
    public const int KnownTimes = 2;

    /// <summary>Time since it was first seen.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromDays(1);

    /// <summary>It was not seen for so long: another time begins. No window of a deployment has such a gap.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    /// <summary>Ten minutes in which it was seen; <see cref="KnownSlots"/> or more is known.</summary>
    public int Slots { get; set; }

    /// <summary>The last of them, counted from 1970.</summary>
    public long LastSlot { get; set; }

    /// <summary>The first of them.</summary>
    public long FirstSlot { get; set; }

    /// <summary>Times apart from each other at which it was seen, this one among them.</summary>
    public int Times { get; set; }

    public bool IsKnown => Slots >= KnownSlots
        || (Times > KnownTimes && (LastSlot - FirstSlot) * SignatureLimits.Slot >= OldAfter);

    /// <summary>A number that stands for a text.</summary>
    public static ulong NumberOf(string text) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
