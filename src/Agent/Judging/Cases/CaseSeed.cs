using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>Where the generator of placebo times starts: the same for the same moment of the same signal, whatever
/// the case is called.</summary>
internal static class CaseSeed
{
    public static ulong Of(string series, int at, string signal)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{series}\n{at}\n{signal}");
        ulong seed = 0;
        foreach (var part in SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, sizeof(ulong)))
            seed = (seed << 8) | part;
        return seed;
    }
}
