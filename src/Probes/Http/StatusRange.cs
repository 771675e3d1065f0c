using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bellwether.Probes.Http;

/// <summary>HTTP status codes from <paramref name="First"/> to <paramref name="Last"/>, both included; 100 to
/// 599.</summary>
public readonly record struct StatusRange(int First, int Last) : IParsable<StatusRange>
{
    public bool Holds(int status) => First <= status && status <= Last;

    /// <summary>Reads <c>200</c>, <c>2xx</c> or <c>200-204</c>.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static StatusRange Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var range)
        ? range
        : throw new FormatException($"'{s}' is no status: write 200, 2xx or 200-204 (100 to 599).");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StatusRange result)
    {
        result = default;
        var parts = (s ?? "").Split('-');
        if (parts is [[>= '1' and <= '5', 'x' or 'X', 'x' or 'X'] hundred])
            result = new((hundred[0] - '0') * 100, ((hundred[0] - '0') * 100) + 99);
        else if (parts is [var only] && Code(only) is { } code)
            result = new(code, code);
        else if (parts is [var from, var to] && Code(from) is { } first && Code(to) is { } last && first <= last)
            result = new(first, last);
        return result != default;
    }

    public override string ToString() =>
        First == Last ? $"{First}" : First % 100 == 0 && Last == First + 99 ? $"{First / 100}xx" : $"{First}-{Last}";

    private static int? Code(string text) => text.Length == 3
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && code is >= 100 and <= 599
        ? code : null;
}
