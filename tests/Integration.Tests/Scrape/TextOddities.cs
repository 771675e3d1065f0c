using System.Text;

namespace Bellwether.Integration.Tests.Scrape;

/// <summary>Pages of text 0.0.4 by hand: what exporters get wrong, what the format leaves open, and bytes that are not
/// text.</summary>
internal static class TextOddities
{
    /// <summary>Nowhere are names that Prometheus makes itself (<c>up</c>, <c>scrape_…</c>). In order.</summary>
    public static IReadOnlyList<byte[]> Pages { get; } =
    [
        .. Blanks.Concat(Numbers.Select(number => $"a {number}\n")).Concat(Timestamps).Concat(Labels).Concat(Comments)
            .Concat(Types).Concat(Wholes).Select(Encoding.UTF8.GetBytes),
        .. Bytes,
    ];

    /// <summary>Prometheus takes a zero byte at the beginning of a line for the end of the page, and what came before
    /// it for the whole: that is an accident of its lexer, and half a page is none to us.</summary>
    public static IReadOnlyList<byte[]> EndedByZero { get; } =
        [.. new[] { "a 1\n\0\n", "\0", "a 1\n\0b 2\n", "a 1\n\n\0", "# b\n\0\na 1\n" }.Select(Encoding.UTF8.GetBytes)];

    private static string[] Blanks =>
    [
        "", "\n", "\n\n\n", " ", "\t\n", "a 1", "a 1\n", " a 1\n", "\ta\t1\t\n", "a  1\n", "a 1 \n", "a\t1\n",
        "\n\n a\t 1 \t\n\n",
        "a 1\r\n", "a 1\r\nb 2\r\n", "\r\n", "a 1\n\r\nb 1\n", "a 1\n \nb 1\n", "a\n", "a \n", "a", "a ", "a 1\nb",
        "a 1\nb\n",
        "a\u00a01\n", "a 1\vb 2\n", "a 1\f\n", "a\n1\n", "a 1 b 2\n", "a 1\0\n", "a\0 1\n",
        "\ufeffa 1\n",
    ];

    private static string[] Numbers =>
    [
        "0", "-0", "+0", "00", "1", "+1", "-1", "01", "1.0", ".5", "5.", ".", "-.5", "+.5e1", "1e3", "1E3", "1e+3",
        "1e-3",
        "1e", "1e+", "e1", "1.5.5", "--1", "+-1", "1e400", "-1e400", "1e-400", "1e308", "1.7976931348623157e308",
        "1.7976931348623159e308", "4.9e-324", "2.4e-324", "NaN", "nan", "NAN", "Nan", "+NaN", "-NaN", "Inf", "inf",
        "+Inf",
        "-Inf", "+INF", "Infinity", "-infinity", "+Infinity", "infi", "infinit", "infinityx", "0x1", "0x1p3", "0X1P-2",
        "0x", "0b1", "0o7", "1_000", "_1", "1,5", "1'000", "one", "true", "\"1\"", "1;", "1#", "1 #", "1 # x", "١", "½",
        "1f",
        "9007199254740993", "123456789012345678901234567890", "0.1", "0.30000000000000004", "1e22", "1e23",
        "8.41e21", "2.2250738585072011e-308", "6929495644600919.5", "0.000000000000000000000000000000000000000000001",
        "1" + new string('0', 400), "0." + new string('0', 400) + "1", "0." + new string('3', 800),
    ];

    private static string[] Timestamps =>
    [
        "a 1 1395066363000\n", "a 1 0\n", "a 1 -5\n", "a 1 +5\n", "a 1 1.5\n", "a 1 1e3\n", "a 1 x\n", "a 1 1 1\n",
        "a 1 1 \n",
        "a 1  1\n", "a 1 9223372036854775807\n", "a 1 9223372036854775808\n", "a 1 -9223372036854775808\n", "a 1 0x1\n",
        "a 1 1_0\n", "a 1 1", "a 1 1\r\n", "a 1 \t1\t\n", "a 1 -\n", "a 1 1#\n", "a 1 001\n",
    ];

    private static string[] Labels =>
    [
        "a{} 1\n", "a{ } 1\n", "a{\t} 1\n", "a {} 1\n", "a { } 1\n", "a{}1\n", "a{b=\"c\"}1\n", "a{b=\"c\"} 1\n",
        "a {b=\"c\"} 1\n",
        "a{b=\"c\",} 1\n", "a{b=\"c\" , } 1\n", "a{b=\"c\",,} 1\n", "a{,} 1\n", "a{,b=\"c\"} 1\n",
        "a{b=\"c\",d=\"e\"} 1\n",
        "a{b=\"c\" d=\"e\"} 1\n", "a{b=\"c\"d=\"e\"} 1\n", "a{ b = \"c\" , d = \"e\" } 1\n", "a{b\t=\t\"c\"} 1\n",
        "a{b=\"\"} 1\n",
        "a{b=\"\",c=\"\"} 1\n", "a{b} 1\n", "a{b=} 1\n", "a{=\"c\"} 1\n", "a{b=c} 1\n", "a{b='c'} 1\n", "a{b=\"c} 1\n",
        "a{b=\"c\" 1\n",
        "a{b=\"c\"\n} 1\n", "a{\nb=\"c\"} 1\n", "a{b=\n\"c\"} 1\n", "a{b=\"c\",\nd=\"e\"} 1\n",
        "a{b=\"1\n2\"} 1\nc 2\n",
        "a{b=\"c\"}} 1\n", "a{{b=\"c\"} 1\n", "a}b=\"c\"{ 1\n", "a{b=\"c\"}{d=\"e\"} 1\n", "a{b=\"c\"} {d=\"e\"} 1\n",
        "a{b=\"c\"", "a{b=\"c", "a{b=\"",
        "a{b=", "a{b", "a{", "{", "{}", "{} 1\n", "{b=\"c\"} 1\n", "a{b=\"\\\"\"} 1\n", "a{b=\"\\\\\"} 1\n",
        "a{b=\"\\\\\\\"\"} 1\n",
        "a{b=\"\\n\"} 1\n", "a{b=\"\\t\"} 1\n", "a{b=\"\\x41\"} 1\n", "a{b=\"\\u00e9\"} 1\n", "a{b=\"\\\"} 1\n",
        "a{b=\"\\", "a{b=\"\\\n\"} 1\n",
        "a{b=\"\\\\n\"} 1\n", "a{b=\"\\\\\\n\"} 1\n", "a{b=\"é☃𝄞\"} 1\n", "a{b=\" # }\"} 1\n", "a{b=\"{}\"} 1\n",
        "a{b=\",\"} 1\n", "a{b=\"=\"} 1\n",
        "a{b=\"\0\"} 1\n", "a{b=\"\t\"} 1\n", "a{b=\"\r\"} 1\n", "a{b=\"c\",b=\"d\"} 1\n", "a{b=\"c\",b=\"c\"} 1\n",
        "a{b=\"\",b=\"c\"} 1\n",
        "a{b=\"\",b=\"\"} 1\n", "a{__name__=\"x\"} 1\n", "a{__name__=\"\"} 1\n", "a{__name__=\"a\"} 1\n",
        "a{_=\"1\"} 1\n", "a{__=\"1\"} 1\n",
        "a{__meta=\"1\"} 1\n", "a{0=\"1\"} 1\n", "a{b0=\"1\"} 1\n", "a{b:c=\"1\"} 1\n", "a{:=\"1\"} 1\n",
        "a{b-c=\"1\"} 1\n", "a{b.c=\"1\"} 1\n",
        "a{é=\"1\"} 1\n", "a:b 1\n", ":a 1\n", ": 1\n", "_ 1\n", "__ 1\n", "a9 1\n", "9a 1\n", "a-b 1\n", "a.b 1\n",
        "é 1\n", "a/b 1\n", "a$ 1\n",
        "a b=\"c\" 1\n", "a(b=\"c\") 1\n", "a[b=\"c\"] 1\n", "a{b=\"c\"} 1 }\n", "a{b=\"c\"};1\n", "a{b=\"c\"}\n1\n",
        "a{b=\"c\"}\n", "a{b=\"c\"}",
        "a{b=\"c\"} \n", "a{B=\"1\",b=\"2\"} 1\n", "a{z=\"1\",y=\"2\",x=\"3\"} 1\n", "a{b=\"1\"} 1\na{b=\"1\"} 2\n",
        "a 1\na 1\n", "a 1\na 2\na 3\n",
        "a{b=\"\"} 1\na 2\n", "a{x=\"1\",y=\"2\"} 1\na{y=\"2\",x=\"1\"} 2\n", "a{le=\"x\"} 1\n", "a{b=\"c\"}\t1\n",
        "a{b=\"c\" ,d=\"e\"} 1\n",
        "a{instance=\"mine\",job=\"other\"} 1\n", "a{b=\"c\"} 1 # {t=\"1\"} 1\n", "a 1 # {t=\"1\"} 1\n",
    ];

    private static string[] Comments =>
    [
        "#\n", "#", "# ", "# \n", "##\n", "#a\n", "# a", "# a b c\na 1\n", "#a 1\nb 1\n", "# HELP\n", "# HELP \n",
        "# HELP a\n", "# HELP a \n",
        "# HELP a b\n", "# HELP a b c d \\n \\\\ \\\" \n", "# HELP 0 b\n", "# HELP a{} b\n", "# HELP a", "# HELP",
        "#HELP a b\n", "# help a b\n",
        "#\tHELP\ta\tb\n", "#  HELP  a  b\n", "# HELPa b\n", "# HELP\ta\n", "# HELP a b\r\na 1\n", "# HELP : b\n",
        "# HELP é b\n", "# HELP a é\n",
        "a 1\n# HELP a late\n", "# HELP a one\n# HELP a two\na 1\n", "# EOF\n", "# EOF\na 1\n", "# UNIT a seconds\n",
        "# UNIT a\n", "# UNIT\n",
        "# FOO a b\n", "# HELP a b # c\na 1\n", " # HELP a b\n", " # a\n", "\t#\n", "a 1 # c\n", "a 1#c\n",
        "# HELP a \0\na 1\n",
    ];

    private static string[] Types =>
    [
        "# TYPE a counter\na 1\n", "# TYPE a gauge\na 1\n", "# TYPE a histogram\na_bucket{le=\"1\"} 1\n",
        "# TYPE a summary\na{quantile=\"2\"} 1\n",
        "# TYPE a untyped\na 1\n", "# TYPE a Counter\na 1\n", "# TYPE a COUNTER\n", "# TYPE a\n", "# TYPE a \n",
        "# TYPE\n", "# TYPE \n", "# TYPE a meh\n",
        "# TYPE a counter x\n", "# TYPE a counter \n", "# TYPE a  counter\n", "#  TYPE\ta\tcounter\t\n",
        "# TYPE a counter\r\n", "# TYPE 0 counter\n",
        "# TYPE a counter\n# TYPE a gauge\na 1\n", "a 1\n# TYPE a gauge\n", "# TYPE a counter", "# TYPE a:b counter\n",
        "#TYPE a meh\n", "# type a meh\n",
        "# TYPE a counter # c\n", "# TYPE a counter\0\n", "# TYPE a{} counter\n",
        "# TYPE a histogram\na_bucket{le=\"1\"} 5\na_bucket{le=\"+Inf\"} 3\n",
        "# TYPE a histogram\na_count 1\n", "# TYPE a counter\na -1\n", "# TYPE a counter\na NaN\n",
    ];

    private static string[] Wholes =>
    [
        "<!DOCTYPE html>\n<html>\n", "{\"status\":\"ok\"}\n", "[]\n", "404 page not found\n", "OK\n", "a: 1\n", "a=1\n",
        "a,1\n", "1 a\n", "\"a\" 1\n",
        "# HELP a b\n# TYPE a counter\na{b=\"c\"} 1\n# HELP d e\n# TYPE d histogram\n"
            + "d_bucket{le=\"0.1\"} 1\nd_bucket{le=\"+Inf\"} 2\nd_sum 3\nd_count 2\n",
        "a 1\nb 2\nc x\n", "a 1\n!\n", "a 1\n{\n", string.Concat(Enumerable.Range(0,
        400).Select(i => $"a{{i=\"{i}\"}} {i}\n")),
        $"a{{b=\"{new string('x', 4_000)}\"}} 1\n", $"{new string('a', 500)} 1\n",
        $"a{{{string.Join(',', Enumerable.Range(0, 60).Select(i => $"l{i}=\"{i}\""))}}} 1\n",
        $"# HELP a {new string('x', 60_000)}\na 1\n", $"a{new string(' ', 60_000)}1\n",
    ];

    private static byte[][] Bytes =>
    [
        .. new[]
        {
            "a{b=\"\xff\"} 1\n", "a{b=\"\xc3\xa9\"} 1\n", "a{b=\"\xc3\"} 1\n", "a{b=\"\xed\xa0\x80\"} 1\n",
            "a{b=\"\xf4\x90\x80\x80\"} 1\n", "a{b=\"\xc0\x80\"} 1\n",
            "# HELP a \xff\na 1\n", "# HELP a \xc3\xa9\na 1\n", "# \xff\na 1\n", "#\xff\na 1\n", "\xff 1\n",
            "a\xff 1\n", "a \xff\n", "a 1 \xff\n", "a 1\n\xff", "\xfe\xff\0a\n",
            "a{\xff=\"1\"} 1\n", "a{b=\"c\"} 1\xff\n", "# TYPE a counter\xff\n", "a{b=\"\xef\xbf\xbd\"} 1\n",
            "a{b=\"\xef\xbf\xbf\"} 1\n", "\x1f\x8b\x08\0",
        }.Select(Encoding.Latin1.GetBytes),
    ];
}
