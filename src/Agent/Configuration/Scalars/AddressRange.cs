using System.Net;
using System.Net.Sockets;

namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>An address, or a range of them: 169.254.169.254, fd00:ec2::/32.</summary>
internal readonly record struct AddressRange(IPNetwork Network) : IParsable<AddressRange>
{
    public const string Form = "an address such as 169.254.169.254, or a range such as 169.254.169.0/24";

    public const string Pattern = "^[0-9A-Fa-f:.]+(/[0-9]+)?$";

    /// <summary>Link-local addresses are one range; whoever writes a wider one has named nothing.</summary>
    private const int WidestFour = 16, WidestSix = 10;

    public static AddressRange Parse(string s, IFormatProvider? provider)
    {
        if (!TryParse(s, provider, out var range)) throw new FormatException($"'{s}' is not {Form}");
        var widest = range.Network.BaseAddress.AddressFamily is AddressFamily.InterNetwork ? WidestFour : WidestSix;
        return range.Network.PrefixLength >= widest ? range
            : throw new FormatException($"'{s}' names too much: the widest range is /{widest}");
    }

    public static bool TryParse(string? s, IFormatProvider? provider, out AddressRange result)
    {
        // "169.254" is 169.0.0.254 to the parser, and that is not what was meant.
        if (IPAddress.TryParse(s, out var address) && (s.Contains(':') || s.Count('.') == 3))
        {
            result = new(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            return true;
        }

        var read = IPNetwork.TryParse(s, out var network);
        result = new(network);
        return read;
    }

    public override string ToString() => Network.ToString();
}
