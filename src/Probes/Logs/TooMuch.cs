using System.Globalization;

namespace Bellwether.Probes.Logs;

/// <summary>More was written than a look may read.</summary>
internal static class TooMuch
{
    public const string Word = "too-much";

    public static string Sentence(long skipped) => string.Create(CultureInfo.InvariantCulture,
        $"{skipped} bytes more than look-bytes were written since the last look, and were passed over");
}
