using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>K of the last N, 1 ≤ K ≤ N.</summary>
internal readonly record struct KOfN(int K, int N) : IParsable<KOfN>
{
    /// <summary>Largest N: as many looks as a window of ten minutes has at one a second, and some.</summary>
    public const int Most = 1000;

    public const string Form = "a count such as 3 of 5";

    public const string Pattern = @"^[0-9]+ of [0-9]+$";

    /// <exception cref="FormatException">It is no such count, or one that can never be reached.</exception>
    public static KOfN Parse(string s, IFormatProvider? provider) => TryRead(s, out var k, out var n) switch
    {
        false => throw new FormatException($"'{s}' is not {Form}"),
        _ when k > n => throw new FormatException($"{k} of {n} can never be reached: there are only {n}"),
        _ when k < 1 => throw new FormatException($"{k} of {n} always holds: the first number must be 1 or more"),
        _ when n > Most => throw new FormatException($"{k} of {n} is too many: at most {Most}"),
        _ => new KOfN(k, n),
    };

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out KOfN result)
    {
        var read = TryRead(s ?? "", out var k, out var n) && 1 <= k && k <= n && n <= Most;
        result = read ? new KOfN(k, n) : default;
        return read;
    }

    public override string ToString() => $"{K} of {N}";

    private static bool TryRead(string text, out int k, out int n)
    {
        (k, n) = (0, 0);
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, "of", var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out k)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out n);
    }
}
