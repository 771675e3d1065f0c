using System.Text;
using Bellwether.Probes.Logs.Messages;

namespace Bellwether.Probes.Tests.Logs;

public sealed class MessageReaderTests
{
    [Theory]
    [InlineData("2026-11-20 19:45:05,123 ERROR [http-1] shop.Cart - no stock", "Error")]
    [InlineData("2026-11-20 19:45:05.123  INFO 1 --- [main] s.App : an ERROR page was made", "Info")]
    [InlineData("2026/11/20 19:45:05 [error] 12#12: *1 connect() failed", "Error")]
    [InlineData("[Fri Nov 20 19:45:05.1 2026] [core:error] [pid 1] x", "Error")]
    [InlineData("fail: Shop.Cart[0]", "Error")]
    [InlineData("crit: Shop.Cart[0]", "Fatal")]
    [InlineData("warn: Shop.Cart[0]", "Warning")]
    [InlineData("[19:45:05 ERR] no stock", "Error")]
    [InlineData("[19:45:05 WRN] little stock", "Warning")]
    [InlineData("ERROR:root:no stock", "Error")]
    [InlineData("WARNING:root:little stock", "Warning")]
    [InlineData("E1120 19:45:05.123456   12 cart.go:10] no stock", "Error")]
    [InlineData("I1120 19:45:05.123456   12 cart.go:10] stock", "Info")]
    [InlineData("<11>Nov 20 19:45:05 host shop: no stock", "Error")]
    [InlineData("<14>Nov 20 19:45:05 host shop: stock", "Info")]
    [InlineData("time=2026-11-20T19:45:05Z level=error msg=\"no stock\" sku=12", "Error")]
    [InlineData("level=info msg=\"error budget left\"", "Info")]
    [InlineData("TypeError: x is undefined", "Error")]
    [InlineData("System.IO.IOException: disk", "Error")]
    [InlineData("Unhandled exception. System.IO.IOException: disk", "Fatal")]
    [InlineData("Exception in thread \"main\" java.lang.Error: x", "Fatal")]
    [InlineData("panic: runtime error: index out of range", "Fatal")]
    [InlineData("thread 'main' panicked at src/main.rs:2:5:", "Fatal")]
    [InlineData("2026-11-20 19:45:05.123 UTC [12] FATAL:  the database system is starting up", "Fatal")]
    [InlineData("2026-11-20 19:45:05.123 UTC [12] LOG:  checkpoint", "Info")]
    [InlineData("GET /error/12 took 5 ms", "Unknown")]
    [InlineData("an error happened", "Unknown")]
    [InlineData("no-error-here error.log fatal(1)", "Unknown")]
    [InlineData("""{"level":"error","msg":"no stock"}""", "Error")]
    [InlineData("""{"level":50,"msg":"no stock"}""", "Error")]
    [InlineData("""{"level":30,"msg":"stock"}""", "Info")]
    [InlineData("""{"@t":"x","@mt":"{Sku} gone","@l":"Error","Sku":12}""", "Error")]
    [InlineData("""{"@t":"x","@mt":"{Sku} sold","Sku":12}""", "Info")]
    [InlineData("""{"EventId":0,"LogLevel":"Critical","Message":"x","State":{"{OriginalFormat}":"y"}}""", "Fatal")]
    [InlineData("""{"log":{"level":"WARN"},"message":"x"}""", "Warning")]
    [InlineData("""{"severity":"ERROR","message":"x"}""", "Error")]
    [InlineData("""{"PRIORITY":"3","MESSAGE":"x"}""", "Error")]
    [InlineData("""{"a":1}""", "Unknown")]
    public void The_severity_of_a_line_is_found(string line, string severity) =>
        Assert.Equal(severity, Assert.Single(Taken(line)).Severity);

    [Fact]
    public void A_stack_trace_belongs_to_the_message_before()
    {
        Assert.Equal(["Error", "Info"], Taken(
            "2026-11-20 ERROR no stock", "java.lang.IllegalStateException: x", "\tat shop.Cart.add(Cart.java:12)",
            "Caused by: java.io.IOException: y", "\t... 12 more", "2026-11-20 INFO next")
            .Select(t => t.Severity).Where((_, i) => i != 1));
        Assert.Equal(["Error", "Info"], Taken(
            "fail: Shop.Cart[0]", "      no stock", "      System.Exception: x", "         at Shop.Cart.Add()",
            "info: Shop[0]", "      ERROR is said in small print").Select(t => t.Severity).Take(2));
        Assert.Equal(["Error", "Info"], Taken(
            "ERROR:root:boom", "Traceback (most recent call last):", "  File \"a.py\", line 1, in f", "ValueError: 12",
            "INFO:root:next").Select(t => t.Severity));
    }

    [Fact]
    public void A_trace_without_a_message_is_told_by_what_was_raised()
    {
        var taken = Taken("INFO:root:x", "Traceback (most recent call last):", "  File \"a.py\", line 1, in f",
            "    raise ValueError(12)", "ValueError: sku 12 is gone");
        Assert.Equal(("Error", "ValueError: sku # is gone"), taken[^1]);
        Assert.Equal(2, taken.Count);
    }

    [Fact]
    public void A_template_goes_before_the_text_that_was_made_of_it_and_the_exception_is_named()
    {
        Assert.Equal("{Sku} gone: Shop.NoStockException", Taken(
            """{"@mt":"{Sku} gone","@m":"12 gone","@l":"Error","@x":"Shop.NoStockException: 12\n at x"}""")[0]
            .Signature);
        Assert.Equal("no stock of #", Taken("level=error msg=\"no stock of 12\" trace=1")[0].Signature);
    }

    [Fact]
    public void What_is_no_utf_8_is_read_all_the_same()
    {
        var sink = new Sink();
        new MessageLines(Options(), sink).Take([.. "ERROR caf"u8, 0xE9, 0xFF, .. " closed"u8]);
        Assert.Equal(("Error", "ERROR caf\uFFFD\uFFFD closed"), sink.Taken[0]);
    }

    [Fact]
    public void Counts_go_on_and_a_look_that_was_too_much_is_not_in_them()
    {
        var reader = new MessageReader(Options(), signatures: null);
        var lines = reader.Open();
        foreach (var line in new[] { "ERROR a", "WARN b", "FATAL c", "INFO d", "e" })
            lines.Take(Encoding.UTF8.GetBytes(line));
        Assert.Equal("messages 2 messages 3 warnings 1 errors 2 fatal 1 lines 5 lines 0", Told(reader.End(0)));
        lines.Take("ERROR a"u8);
        Assert.Equal("too-much", reader.End(12).NoData);
        Assert.Equal("messages 2 messages 3 warnings 1 errors 2 fatal 1 lines 5 lines 0", Told(reader.End(0)));
    }

    [Fact]
    public void Json_that_is_none_is_counted_for_itself_and_a_look_of_nothing_else_is_not_silence()
    {
        var reader = new MessageReader(Options() with { IsJson = true }, signatures: null);
        reader.Open().Take("""{"level":"error"}"""u8);
        reader.Open().Take("ERROR a"u8);
        Assert.Equal("messages 1 messages 0 warnings 0 errors 1 fatal 0 lines 1 lines 1", Told(reader.End(0)));
        for (var i = 0; i < 3; i++) reader.Open().Take("ERROR a"u8);
        Assert.Equal("unparsable", reader.End(0).NoData);
    }

    private static string Told(Look look) => string.Join(' ', look.Readings.Select(r => $"{r.Name} {r.Value}"));

    private static MessageOptions Options() => new(false, null, null, 4096, false);

    private static List<(string Severity, string Signature)> Taken(params string[] lines)
    {
        var sink = new Sink();
        var taker = new MessageLines(Options(), sink);
        foreach (var line in lines) taker.Take(Encoding.UTF8.GetBytes(line));
        return sink.Taken;
    }

    private sealed class Sink : MessageSink
    {
        public List<(string Severity, string Signature)> Taken { get; } = [];

        public override void Take(Severity severity, string signature) => Taken.Add((severity.ToString(), signature));
    }
}
