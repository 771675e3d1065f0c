using System.Text;
using Bellwether.Testing.Kill;

namespace Bellwether.Testing.Fuzz;

/// <summary>Damages pages as wires, proxies, bugs and enemies do.</summary>
internal sealed class PageMutator(Dice dice)
{
    /// <summary>Longest page that it makes, in bytes.</summary>
    public const int LongestPage = 64 << 10;

    private static readonly byte[][] s_tokens =
    [
        .. new[]
        {
            "\n", "\n\n", "\r\n", " ", "\t", "{", "}", "\"", "\\", "\\\"", "\\n", ",", "=", "#", "# ", "# EOF\n",
            "# TYPE ",
            "# HELP ", "# UNIT ", " counter", " histogram", "_total", "_bucket", "_count", "_sum", "_created", "_info",
            "le=\"+Inf\"", "le=\"NaN\"", "quantile=\"2\"", "{\"", "\",", "\"}", " # {", "NaN", "+Inf", "-Inf", "1e309",
            "0x", "1_0", "-", "+", ".", "e", "9223372036854775808", "-9223372036854775809",
            "99999999999999999999999999",
            "a", "a{", "a{}", "a{b=\"c\"}", "__name__=\"x\"", "é", "\u2028", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80],
    ];

    /// <param name="page">Left as it is.</param>
    /// <param name="other">Gives pieces.</param>
    public byte[] Mutate(byte[] page, byte[] other)
    {
        var bytes = new List<byte>(page);
        for (var i = 1 + dice.Below(4); i > 0; i--) Change(bytes, other);
        if (bytes.Count > LongestPage) bytes.RemoveRange(LongestPage, bytes.Count - LongestPage);
        return [.. bytes];
    }

    private void Change(List<byte> page, byte[] other)
    {
        var at = dice.Below(page.Count + 1);
        var length = Math.Min(page.Count - at, 1 + dice.Below(dice.Below(8) == 0 ? 400 : 12));
        switch (dice.Below(9))
        {
            case 0:
                page.RemoveRange(at, length);
                break;
            case 1 or 2:
                page.InsertRange(at, s_tokens[dice.Below(s_tokens.Length)]);
                break;
            case 3 when at < page.Count:
                page[at] ^= (byte)(1 << dice.Below(8));
                break;
            case 4 when at < page.Count:
                page[at] = (byte)dice.Below(256);
                break;
            case 5:
                page.InsertRange(dice.Below(page.Count + 1), page.GetRange(at, length));
                break;
            case 6:
                page.RemoveRange(at, page.Count - at);
                break;
            case 7 when other.Length > 0:
                var from = dice.Below(other.Length);
                page.InsertRange(at, other[from..Math.Min(other.Length, from + 200)]);
                break;
            case 8:
                Repeat(page, at, length);
                break;
        }
    }

    private void Repeat(List<byte> page, int at, int length)
    {
        var piece = page.GetRange(at, length).ToArray();
        for (var times = 1 << dice.Below(10); times > 0 && page.Count < LongestPage; times--)
            page.InsertRange(at, piece);
    }
}
