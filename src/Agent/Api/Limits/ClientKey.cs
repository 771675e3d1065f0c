using System.Net;
using System.Net.Sockets;

namespace Bellwether.Agent.Api.Limits;

/// <summary>Who calls, as far as limits go: an IPv4 address, or the /64 of an IPv6 address.</summary>
internal readonly record struct ClientKey(ulong High, ulong Low)
{
    /// <summary>Headers that claim another address are not believed: anybody can write them.</summary>
    public static ClientKey Of(IPAddress? address)
    {
        if (address is null) return default;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        var high = BitConverter.ToUInt64(bytes);
        // One is set for IPv4, so that no address of the one kind is one of the other.
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? new(high, 0) : new(high, 1);
    }
}
