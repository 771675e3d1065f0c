using System.Globalization;
using System.Text;

namespace Bellwether.Probes.Systemd;

/// <summary>Where a unit is on the bus.</summary>
internal static class UnitPath
{
    /// <summary>The path of its object: all but letters and digits as <c>_</c> and two digits.</summary>
    /// <remarks>A digit at the front is escaped as well. Source: sd_bus_path_encode(3).</remarks>
    public static string Of(string unit)
    {
        var path = new StringBuilder("/org/freedesktop/systemd1/unit/");
        var bytes = Encoding.UTF8.GetBytes(unit);
        for (var i = 0; i < bytes.Length; i++)
            if (char.IsAsciiLetter((char)bytes[i]) || (i > 0 && char.IsAsciiDigit((char)bytes[i])))
                path.Append((char)bytes[i]);
            else
                path.Append(CultureInfo.InvariantCulture, $"_{bytes[i]:x2}");
        return path.ToString();
    }
}
