using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>A change that may stay unexcluded: <c>50%</c> of the level, or <c>0.5pp</c>, percentage points.</summary>
/// <param name="Value">0.5 for 50 %, 0.005 for 0.5pp.</param>
/// <param name="IsDifference">Written in percentage points.</param>
internal readonly record struct Tolerance(double Value, bool IsDifference) : IParsable<Tolerance>
{
    public const string Form = "a share of the level such as 50%, or percentage points such as 0.5pp";

    public const string Pattern = @"^[0-9]+(\.[0-9]+)?\s?(%|pp)?$";

    /// <exception cref="FormatException">It is no tolerance.</exception>
    public static Tolerance Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var tolerance)
        ? tolerance
        : throw new FormatException($"'{s}' is not {Form}");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Tolerance result)
    {
        result = default;
        if (s is not null && s.EndsWith("pp", StringComparison.Ordinal))
        {
            var read = Numbers.TryRead(s[..^2].TrimEnd(), out var points);
            result = new(points / 100, IsDifference: true);
            return read;
        }

        var isRatio = Ratio.TryParse(s, provider, out var ratio);
        result = new(ratio.Value, IsDifference: false);
        return isRatio;
    }

    public override string ToString() => IsDifference
        ? Math.Round(Value * 100, 6).ToString(CultureInfo.InvariantCulture) + "pp"
        : new Ratio(Value).ToString();
}
