using System.Globalization;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Numbers as the tables write them.</summary>
internal static class Words
{
    public static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Short(double value) => double.IsInfinity(value) ? "never"
        : value.ToString(Math.Abs(value) >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);

    /// <summary>In per cent, with its interval.</summary>
    public static string Of(Share share) => share.Trials == 0 ? "–" : string.Create(CultureInfo.InvariantCulture,
        $"{Round(share.Value)} ({Round(share.Low)}–{Round(share.High)})");

    public static string Alone(Share share) => share.Trials == 0 ? "–" : Round(share.Value);

    private static string Round(double share) =>
        (100 * share).ToString(share is > 0 and < 0.0995 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
