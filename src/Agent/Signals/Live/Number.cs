using System.Globalization;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Numbers as metrics pages write them in labels.</summary>
internal static class Number
{
    public static bool TryParse(string text, out double number)
    {
        if (text is "+Inf" or "Inf")
        {
            number = double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && !double.IsNaN(number);
    }
}
