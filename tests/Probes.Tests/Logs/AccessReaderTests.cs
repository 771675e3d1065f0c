using System.Text;
using Bellwether.Probes.Logs.Access;

namespace Bellwether.Probes.Tests.Logs;

public sealed class AccessReaderTests
{
    private const string Time = "[20/Nov/2026:19:45:05 +0000]";

    private static readonly OperationalRoutes Ignored = new(OperationalRoutes.Usual);

    [Theory]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/1.1\" 200 12", 200, null)]
    [InlineData("10.0.0.1 - frank T \"GET /a?b=c HTTP/1.0\" 500 -", 500, null)]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/2.0\" 404 0 \"-\" \"curl/8\"", 404, null)]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/2.0\" 502 0 \"-\" \"curl/8\" 0.012", 502, 0.012)]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/2.0\" 200 0 \"-\" \"curl/8\" 12345", 200, 0.012345)]
    [InlineData("shop:443 10.0.0.1 - - T \"GET / HTTP/1.1\" 200 7 \"-\" \"a \\\"b\\\" c\" 2000000", 200, 2.0)]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/1.1\" 200 7 0.250", 200, 0.25)]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/1.1\" 200 7 \"-\" \"x\" \"1.2.3.4\" rt=1.5 uct=\"0.001\"", 200, 1.5)]
    [InlineData("10.0.0.1 - - T \"\\x16\\x03\" 400 150 \"-\" \"-\"", 400, null)]
    [InlineData("10.0.0.1 - - T \"-\" 408 0", 408, null)]
    public void Lines_of_web_servers_are_read(string line, int status, double? seconds)
    {
        var read = AccessText.Read(
            Bytes(line.Replace("T", Time, StringComparison.Ordinal)), DurationUnit.Auto, Ignored);
        var namesAgent = line.Contains("\"-\" \"", StringComparison.Ordinal);
        Assert.Equal(new AccessLine(status, seconds ?? double.NaN, IsTraffic: true, namesAgent), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("10.0.0.1 - - [x] \"GET / HTTP/1.1\"")]
    [InlineData("10.0.0.1 - - [x] \"GET / HTTP/1.1")]
    [InlineData("10.0.0.1 - - [x] \"GET / HTTP/1.1\" 20 5")]
    [InlineData("10.0.0.1 - - [x] \"GET / HTTP/1.1\" 2000 5")]
    [InlineData("10.0.0.1 - - [x] \"GET / HTTP/1.1\" 999 5")]
    public void What_is_no_request_is_not_read(string line) =>
        Assert.Null(AccessText.Read(Bytes(line), DurationUnit.Auto, Ignored));

    [Theory]
    [InlineData("""{"status":200,"request_uri":"/a","request_time":0.5}""", 200, 0.5)]
    [InlineData("""{"status":"503","uri":"/a","request_time":"0.5"}""", 503, 0.5)]
    [InlineData(
        """{"request":{"method":"GET","uri":"/x","headers":{"User-Agent":["a"]}},"status":201,"duration":0.25}""",
        201, 0.25)]
    [InlineData("""{"DownstreamStatus":404,"Duration":1500000,"RequestPath":"/a"}""", 404, 0.0015)]
    [InlineData("""{"http":{"response":{"status_code":200}},"event":{"duration":2000000000}}""", 200, 2.0)]
    [InlineData("""{"StatusCode":200,"ElapsedMilliseconds":12.5}""", 200, 0.0125)]
    [InlineData("""{"status":200,"responseTime":250,"url":"/a"}""", 200, 0.25)]
    public void Json_lines_are_read_by_the_usual_names(string line, int status, double seconds)
    {
        var read = new AccessJson(new(), DurationUnit.Auto).Read(Bytes(line), Ignored);
        Assert.Equal((status, seconds), (read!.Value.Status, read.Value.Seconds));
    }

    [Theory]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/1.1\" 200 12", true)]
    [InlineData("10.0.0.1 - - T \"GET / HTTP/2.0\" 200 0 \"-\" \"curl/8\"", false)]
    [InlineData("""{"status":200,"uri":"/"}""", true)]
    [InlineData("""{"status":200,"uri":"/","http_user_agent":"curl"}""", false)]
    [InlineData("10.0.0.1 - - T \"GET /metrics HTTP/1.1\" 200 12", false)]
    public void A_log_that_does_not_say_who_asked_may_hold_looks_of_ours(string line, bool mayHoldOurs)
    {
        var reader = new AccessReader(new(OperationalRoutes.Usual, new(), DurationUnit.Auto));
        reader.Take(Bytes(line.Replace(" T ", $" {Time} ", StringComparison.Ordinal)));
        Assert.Equal(mayHoldOurs, reader.End(skipped: 0).MayHoldOurs);
    }

    [Fact]
    public void Json_lines_are_read_by_the_names_that_are_given()
    {
        var fields = new AccessFieldsOptions { Status = "a.s", Duration = "a.t", Path = "p" };
        var json = new AccessJson(fields, DurationUnit.Milliseconds);
        Assert.Equal(new AccessLine(500, 0.03, IsTraffic: true, NamesAgent: false),
            json.Read(Bytes("""{"status":1,"a":{"s":500,"t":30},"p":"/x"}"""), Ignored));
        Assert.False(json.Read(Bytes("""{"a":{"s":200},"p":"/healthz"}"""), Ignored)!.Value.IsTraffic);
        Assert.Null(json.Read(Bytes("""{"status":200}"""), Ignored));
        Assert.Null(json.Read(Bytes("""{"a":{"s":200}"""), Ignored));
    }

    [Theory]
    [InlineData("/metrics", "curl", false)]
    [InlineData("/actuator/health?full=1", "curl", false)]
    [InlineData("/shop", "bellwether/1.0", false)]
    [InlineData("/shop", "bellwether", false)]
    [InlineData("/shop", "bellwetherish", true)]
    [InlineData("/shop/healthy", "curl", true)]
    [InlineData("http://shop.example/metrics", "curl", false)]
    public void Pages_for_machines_and_our_own_looks_are_no_traffic(string target, string agent, bool isTraffic) =>
        Assert.Equal(isTraffic, AccessText.Read(
            Bytes($"1 - - {Time} \"GET {target} HTTP/1.1\" 200 1 \"-\" \"{agent}\""), DurationUnit.Auto, Ignored)!
            .Value.IsTraffic);

    [Fact]
    public void Requests_are_counted_by_status_and_by_duration_and_bad_lines_for_themselves()
    {
        var reader = Reader();
        Take(reader, (200, "0.0010"), (200, "0.0011"), (301, "0.2"), (401, "61.0"), (503, "0.2"), (101, "300.0"));
        reader.Take("no request"u8);
        Take(reader, (200, "0.5"));
        var readings = reader.End(0).Readings;
        Assert.Equal("1xx 1 2xx 3 3xx 1 401 1 403 0 429 0 499 0 4xx 0 5xx 1", string.Join(' ', readings
            .Where(r => r.Name == "requests").Select(r => $"{r.Labels["status"]} {r.Value}")));
        Assert.Equal([7, 1], readings.Where(r => r.Name == "lines").Select(r => r.Value));
        Assert.Equal(1, Bucket(readings, "0.001"));
        Assert.Equal(2, Bucket(readings, "0.002"));
        Assert.Equal(4, Bucket(readings, "0.2"));
        Assert.Equal(5, Bucket(readings, "60"));
        Assert.Equal(6, Bucket(readings, "+Inf"));
    }

    [Fact]
    public void Totals_go_on_from_look_to_look_and_a_look_that_was_too_much_is_not_in_them()
    {
        var reader = Reader();
        Take(reader, (200, "0.1"), (200, "0.1"));
        Assert.Equal(2, Requests(reader.End(0)));
        Take(reader, (200, "0.1"));
        var skipped = reader.End(1000);
        Assert.Equal((Reachability.Good, "too-much"), (skipped.Reachability, skipped.NoData));
        Take(reader, (500, "0.1"));
        Assert.Equal(3, Requests(reader.End(0)));
    }

    [Fact]
    public void A_log_of_another_format_is_not_a_service_without_requests()
    {
        var reader = Reader();
        for (var i = 0; i < 3; i++) reader.Take("2026-11-20 INFO hello"u8);
        Assert.Equal("unparsable", reader.End(0).NoData);
    }

    [Fact]
    public void Without_durations_there_is_no_latency()
    {
        var reader = Reader();
        reader.Take(Bytes($"1 - - {Time} \"GET / HTTP/1.1\" 200 1"));
        Assert.DoesNotContain(reader.End(0).Readings, r => r.Name.StartsWith("duration", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-20T19:45:05.123456789Z stdout F ", "")]
    [InlineData("{\"log\":\"", "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-20T19:45:05Z\"}")]
    public void What_runtimes_of_containers_put_around_a_line_is_taken_off(string before, string after)
    {
        var reader = Reader();
        var line = $"1 - - {Time} \"GET / HTTP/1.1\" 500 1";
        var written = after.Length == 0 ? line : line.Replace("\"", "\\\"", StringComparison.Ordinal);
        reader.Open().Take(Bytes(before + written + after));
        Assert.Equal(1, Requests(reader.End(0)));
    }

    [Fact]
    public void A_line_that_came_in_parts_is_put_together()
    {
        var reader = Reader();
        var lines = reader.Open();
        lines.Take(Bytes($"2026-11-20T19:45:05.1234567Z stdout P 1 - - {Time} \"GET "));
        lines.Take(Bytes("2026-11-20T19:45:05.1234567Z stdout F / HTTP/1.1\" 500 1"));
        Assert.Equal(1, Requests(reader.End(0)));
    }

    private static AccessReader Reader() => new(new(OperationalRoutes.Usual, new(), DurationUnit.Auto));

    private static void Take(AccessReader reader, params (int Status, string Seconds)[] requests)
    {
        foreach (var (status, seconds) in requests)
            reader.Take(Bytes($"1 - - {Time} \"GET / HTTP/1.1\" {status} 1 \"-\" \"-\" {seconds}"));
    }

    private static double Requests(Look look) => look.Readings.Where(r => r.Name == "requests").Sum(r => r.Value);

    private static double Bucket(IReadOnlyList<Reading> readings, string le) =>
        readings.Single(r => r.Name == "duration_bucket" && r.Labels["le"] == le).Value;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
