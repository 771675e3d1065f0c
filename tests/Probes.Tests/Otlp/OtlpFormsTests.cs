using System.Text;
using Bellwether.Probes.Otlp;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Otlp;

public sealed class OtlpFormsTests
{
    private readonly OtlpDesk _desk = new();

    [Fact]
    public void Json_is_read_as_protobuf_is()
    {
        var answer = _desk.SendJson("""
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},
             {"key":"process.pid","value":{"intValue":"17"}}]},
             "scopeMetrics":[{"scope":{"name":"lib"},"metrics":[
              {"name":"orders","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[
                {"asInt":"7","timeUnixNano":"20","startTimeUnixNano":10,"attributes":[
                  {"key":"paid","value":{"boolValue":true}},{"key":"n","value":{"doubleValue":1.5}}]}]}},
              {"name":"d","unit":"s","histogram":{"aggregationTemporality":2,"dataPoints":[
                {"timeUnixNano":"20","startTimeUnixNano":"10","count":"3","sum":1.5,
                 "bucketCounts":["1","1","1"],"explicitBounds":[0.1,0.5]}]}},
              {"name":"e","unit":"s","exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[
                {"timeUnixNano":"20","count":"4","sum":1,"scale":2,"zeroCount":"1",
                 "positive":{"offset":-8,"bucketCounts":["3"]},"negative":{}}]}},
              {"name":"q","summary":{"dataPoints":[{"timeUnixNano":"20"}]}}]}]}]}
            """);
        Assert.Equal((4, 1), (answer.Points, answer.Rejected));
        var page = _desk.Page();
        Assert.Contains("orders_total{n=\"1.5\",otel_scope_name=\"lib\",paid=\"true\"} 7", page);
        Assert.Contains("d_seconds_bucket{otel_scope_name=\"lib\",le=\"0.5\"} 2", page);
        Assert.Contains("e_seconds_count{otel_scope_name=\"lib\"} 4", page);
    }

    [Fact]
    public void An_answer_is_in_the_form_of_the_question()
    {
        Assert.Equal("{}", Encoding.UTF8.GetString(new OtlpAnswer(3, 0, null).Body(isJson: true)));
        Assert.Empty(new OtlpAnswer(3, 0, null).Body(isJson: false));
        Assert.Equal("{\"partialSuccess\":{\"rejectedDataPoints\":\"2\",\"errorMessage\":\"why\"}}",
            Encoding.UTF8.GetString(new OtlpAnswer(3, 2, "why").Body(isJson: true)));
        Assert.Equal(new Sent().Message(1, new Sent().Varint(1, 300).Text(2, "why")).Bytes,
            new OtlpAnswer(400, 300, "why").Body(isJson: false));
        Assert.Equal(new Sent().Varint(1, 3).Text(2, "no").Bytes, OtlpAnswer.Refusal("no", isJson: false));
    }

    [Theory]
    [InlineData(new byte[] { 10, 5, 1 })]
    [InlineData(new byte[] { 10 })]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1 })]
    [InlineData(new byte[] { 9, 1, 2 })]
    public void What_is_no_protobuf_is_refused(byte[] body) =>
        Assert.Throws<InvalidDataException>(() => OtlpProto.Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"resourceMetrics\":5}")]
    [InlineData("{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":7}]}]}]}")]
    public void What_is_no_such_json_is_refused(string body) =>
        Assert.Throws<InvalidDataException>(() => OtlpJson.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_body_of_empty_parts_does_not_unfold_without_end()
    {
        var points = Enumerable.Repeat((byte[])[10, 0], OtlpBudget.Most).SelectMany(two => two).ToArray();
        var metric = new Sent().Text(1, "x").Length(5, points);
        Assert.Throws<OtlpTooLargeException>(() => OtlpProto.Read(Sent.Request(Sent.Resource("shop", "a", metric))));
    }

    /// <summary>Whatever bytes are changed in a good body, it is read or refused, and nothing else.</summary>
    [Fact]
    public void No_bytes_break_it()
    {
        var body = Sent.Request(Sent.Resource("shop", "a", Sent.Counter("c", 1, 10, labels: ("a", "b")),
            Sent.Histogram("h", [1, 2], [1, 2, 3], 10), Sent.Powers("p", 2, -4, [1, 2, 3], 10)));
        Prop.ForAll(Gen.Choose(0, body.Length - 1).Zip(Gen.Choose(0, 255)).ListOf().ToArbitrary(), changes =>
        {
            var bytes = (byte[])body.Clone();
            foreach (var (at, value) in changes) bytes[at] = (byte)value;
            try
            {
                foreach (var resource in OtlpProto.Read(bytes))
                    _desk.Window.Take(resource, new Refusals());
                _desk.Page();
            }
            catch (InvalidDataException)
            {
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }
}
