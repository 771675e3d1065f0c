using System.Text;
using Bellwether.Probes.Logs.Access;
using Bellwether.Probes.Logs.Files;
using Bellwether.Probes.Logs.Messages;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Logs;

/// <summary>Whoever writes a log may write anything into it: nothing throws, and every line is counted once.</summary>
public sealed class HostileLinesTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "\"", "'", "`", "\\", "[", "] \"", "GET / HTTP/1.1", "\" 200 ", " - ", "level=", "msg=\"", "ERROR",
        " ", "{\"log\":\"", "\",\"stream\":\"", "{\"level\":", "50", "null", "\\ud800", "\t",
        "Traceback (most recent call last):",
        "2026-11-20T19:45:05.123456789Z stdout F ", "2026-11-20T19:45:05.123456789Z stderr P ", "://", "@", "password=",
        "\u001b[31m", "\0", "é", "\uFFFD", "=", ":", ",", "0x1f", "a1b2c3d4", "#",
        "<11>", "E1120 19:45:05.1 ", "…", "«",
    ];

    private static readonly Gen<string> Lines = Gen.ArrayOf(Gen.OneOf(Gen.Elements(Pieces),
        Gen.Choose(0, 255).Select(b => ((char)b).ToString()))).Select(string.Concat);

    [Fact]
    public void Every_line_of_an_access_log_is_counted_once() => Prop.ForAll(Lines.ToArbitrary(), line =>
    {
        var reader = new AccessReader(new(OperationalRoutes.Usual, new(), DurationUnit.Auto));
        reader.Take(Bytes(line));
        var look = reader.End(0);
        return look.Readings.Where(r => r.Name == "lines").Sum(r => r.Value) == 1;
    }).Check(Many);

    [Fact]
    public void No_line_of_messages_is_counted_twice() => Prop.ForAll(Lines.ToArbitrary(), line =>
    {
        var reader = new MessageReader(new(false, null, null, 4096, false), signatures: null);
        var lines = reader.Open();
        lines.Take(Bytes(line));
        lines.Take("INFO next"u8);
        return reader.End(0).Readings.Where(r => r.Name == "messages").Sum(r => r.Value) is >= 0 and <= 2;
    }).Check(Many);

    [Fact]
    public void Bytes_cut_anywhere_are_the_same_lines() => Prop.ForAll(
        Lines.ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (text, size) =>
        {
            var bytes = Bytes(text.Replace(' ', '\n') + "\n");
            return Cut(bytes, size) == Cut(bytes, bytes.Length);
        }).Check(Many);

    private static Config Many => Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(40);

    private static string Cut(byte[] bytes, int size)
    {
        var kept = new Kept();
        var cutter = new LineCutter(64);
        for (var at = 0; at < bytes.Length; at += size)
            cutter.Feed(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)), kept);
        return string.Join('|', kept.Lines);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private sealed class Kept : ILineTaker
    {
        public List<string> Lines { get; } = [];

        public void Take(ReadOnlySpan<byte> line) => Lines.Add(Encoding.Latin1.GetString(line));
    }
}
