using System.Net;
using System.Net.Sockets;

namespace Bellwether.Probes.Dialing;

/// <summary>Knows the addresses that nothing is connected to unless the operator names them: link-local ones, and
/// those where clouds hand out credentials to whoever asks from inside.</summary>
/// <param name="allowed">Addresses that were named.</param>
/// <remarks>A name that is looked up may lead anywhere, so an address is asked about after that, right before the
/// connection. Sources: RFC 3927, 4291, 6052, 3056; the clouds' pages on instance metadata.</remarks>
public sealed class AddressGuard(IReadOnlyList<IPNetwork> allowed)
{
    private static readonly (IPNetwork Range, string Word)[] Refused =
    [
        (IPNetwork.Parse("169.254.0.0/16"), "link-local, where clouds keep instance metadata"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("fd00:ec2::/32"), "instance metadata"),
        (IPNetwork.Parse("fd20:ce::254/128"), "instance metadata"),
        (IPNetwork.Parse("100.100.100.200/32"), "instance metadata"),
        (IPNetwork.Parse("168.63.129.16/32"), "the host of a virtual machine"),
        (IPNetwork.Parse("192.0.0.192/32"), "instance metadata"),
        (IPNetwork.Parse("0.0.0.0/8"), "no address of a target"),
        (IPNetwork.Parse("::/128"), "no address of a target"),
    ];

    /// <summary>Nothing was named.</summary>
    public static AddressGuard Standard { get; } = new([]);

    /// <summary>Why nothing connects to an address, in words; null where it may be connected to.</summary>
    public string? Refusal(IPAddress address)
    {
        // A scope says which link, and is no part of the address.
        var plain = address.AddressFamily is AddressFamily.InterNetworkV6 && address.ScopeId != 0
            ? new IPAddress(address.GetAddressBytes()) : address;
        IPAddress[] meanings = Inside(plain) is { } inside ? [plain, inside] : [plain];
        if (Array.Exists(meanings, meaning => allowed.Any(range => range.Contains(meaning)))) return null;
        foreach (var meaning in meanings)
            foreach (var (range, word) in Refused)
                if (range.Contains(meaning))
                    return $"{address} is refused ({word}); if it is meant, name it under reach.allow";
        return null;
    }

    /// <summary>The IPv4 address that an IPv6 address leads to; null for none.</summary>
    private static IPAddress? Inside(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6) return null;
        var bytes = address.GetAddressBytes();
        var at = IsMapped(bytes) || IsTranslated(bytes) ? 12 : bytes is [0x20, 0x02, ..] ? 2 : -1;
        return at < 0 ? null : new IPAddress(bytes.AsSpan(at, 4));
    }

    /// <summary><c>::ffff:a.b.c.d</c>, <c>::ffff:0:a.b.c.d</c> and the old <c>::a.b.c.d</c>; <c>::1</c> and <c>::</c>
    /// are none.</summary>
    private static bool IsMapped(byte[] bytes) => !bytes.AsSpan(0, 8).ContainsAnyExcept((byte)0)
        && (bytes[8..12] is [0, 0, 0xff, 0xff] or [0xff, 0xff, 0, 0]
            || (bytes[8..12] is [0, 0, 0, 0] && bytes.AsSpan(12, 3).ContainsAnyExcept((byte)0)));

    /// <summary><c>64:ff9b::a.b.c.d</c>, and the local 64:ff9b:1::/48 as it is mostly written.</summary>
    private static bool IsTranslated(byte[] bytes) => bytes is [0x00, 0x64, 0xff, 0x9b, 0, 0 or 1, ..];
}
