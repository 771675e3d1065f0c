using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>A share or a relative change: <c>20%</c> or <c>0.2</c>. Never negative.</summary>
internal readonly record struct Ratio(double Value) : IParsable<Ratio>
{
    public const string Form = "a share such as 20% or 0.2";

    public const string Pattern = @"^[0-9]+(\.[0-9]+)?\s?%?$";

    /// <exception cref="FormatException">It is no share.</exception>
    public static Ratio Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var ratio)
        ? ratio
        : throw new FormatException($"'{s}' is not {Form}");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Ratio result)
    {
        var percent = s?.EndsWith('%') ?? false;
        var digits = percent ? s![..^1].TrimEnd() : s;
        var read = Numbers.TryRead(digits, out var value);
        // Dividing decimal numbers by a hundred in binary makes 0.15 of 15 where multiplying by 0.01 does not.
        result = new Ratio(percent ? value / 100 : value);
        return read;
    }

    public override string ToString() => Math.Round(Value * 100, 6).ToString(CultureInfo.InvariantCulture) + "%";
}
