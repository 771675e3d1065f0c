using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>A level with its unit: <c>800ms</c> is 0.8 seconds, <c>512MiB</c> bytes, <c>5%</c> a ratio, <c>12</c>
/// plain.</summary>
/// <param name="Value">In seconds, bytes, 0 to 1, or the signal's own unit.</param>
/// <param name="Dimension">What the unit written measures.</param>
internal readonly record struct Quantity(double Value, Dimension Dimension) : IParsable<Quantity>
{
    public const string Form = "a level such as 800ms, 512MiB, 5% or 12";

    public const string Pattern = @"^[0-9]+(\.[0-9]+)?\s?(ms|s|m|h|d|B|kB|KB|MB|GB|KiB|MiB|GiB|%)?$";

    /// <exception cref="FormatException">It is no level.</exception>
    public static Quantity Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var quantity)
        ? quantity
        : throw new FormatException($"'{s}' is not {Form}");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Quantity result)
    {
        result = default;
        if (s is null)
            return false;
        if (Numbers.TryRead(s, out var plain))
            result = new(plain, Dimension.None);
        else if (Duration.TryRead(s, out var duration))
            result = new(duration.TotalSeconds, Dimension.Seconds);
        else if (ByteSize.TryRead(s, out var bytes))
            result = new(bytes, Dimension.Bytes);
        else if (Ratio.TryParse(s, provider, out var ratio))
            result = new(ratio.Value, Dimension.Ratio);
        else
            return false;
        return true;
    }

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
