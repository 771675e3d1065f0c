using System.Text;
using Bellwether.Contracts.Signals;
using Bellwether.Probes.Receiving;
using Bellwether.Probes.Vitals;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Vitals;

#pragma warning disable CA1001 // A window of what is sent by HTTP holds nothing but memory.
public sealed class VitalsTests
#pragma warning restore CA1001
{
    private const string Shop = "https://shop.example";

    private readonly FakeTimeProvider _time = new();
    private readonly WindowSet _windows = new();

    [Fact]
    public void A_view_is_added_up_and_nothing_else_of_it_stays()
    {
        var probe = Probe(new() { Origins = [new(Shop)] });
        Assert.Equal(VitalsAnswer.Taken, Send(
            """{"page":"/users/anna@example.org?x=1","lcp":2400,"inp":96,"cls":0.02,"ttfb":140,"errors":0}"""));
        Assert.Equal(VitalsAnswer.Taken, Send("""{"lcp":2600,"errors":3,"cls":null}"""));
        var look = Look(probe);
        Assert.Equal((1, 1), (Of(look, "views", "outcome", "good"), Of(look, "views", "outcome", "bad")));
        Assert.Equal((1, 2), (Of(look, "lcp_bucket", "le", "2.5"), Of(look, "lcp_bucket", "le", "+Inf")));
        Assert.Equal((0, 1), (Of(look, "cls_bucket", "le", "0.01"), Of(look, "cls_bucket", "le", "0.025")));
        Assert.Equal((0, 1), (Of(look, "inp_bucket", "le", "0.075"), Of(look, "inp_bucket", "le", "0.1")));
        Assert.DoesNotContain("anna", string.Join(' ', look.Readings), StringComparison.Ordinal);
        Assert.DoesNotContain(look.Readings, reading => reading.Labels["page"] is not null);
    }

    [Fact]
    public void Pages_are_the_patterns_of_the_operator_and_the_rest()
    {
        var probe = Probe(new() { Origins = [new(Shop)], Pages = ["/cart", "/product/*"] });
        foreach (var path in new[] { "/cart", "/product/17", "/product/18", "/users/anna" })
            Send($$"""{"page":"{{path}}","lcp":1000}""");
        var views = Look(probe).Readings.Where(r => r.Name == "views" && r.Labels["outcome"] == "good");
        Assert.Equal([("/cart", 1.0), ("/product/*", 2.0), ("other", 1.0)],
            views.Select(r => (r.Labels["page"]!, r.Value)));
    }

    [Theory]
    [InlineData("", VitalsAnswer.Malformed)]
    [InlineData("[]", VitalsAnswer.Malformed)]
    [InlineData("{\"lcp\":-1}", VitalsAnswer.Malformed)]
    [InlineData("{\"lcp\":600001}", VitalsAnswer.Malformed)]
    [InlineData("{\"lcp\":\"1\"}", VitalsAnswer.Malformed)]
    [InlineData("{\"cls\":101}", VitalsAnswer.Malformed)]
    [InlineData("{\"errors\":1e9}", VitalsAnswer.Malformed)]
    [InlineData("{\"page\":{\"a\":{}}}", VitalsAnswer.Malformed)]
    [InlineData("{\"service\":\"cart\"}", VitalsAnswer.OfNobody)]
    [InlineData("{\"service\":\"shop\"}", VitalsAnswer.Taken)]
    [InlineData("{}", VitalsAnswer.Taken)]
    public void What_is_no_view_is_refused(string body, VitalsAnswer answer)
    {
        Probe(new() { Origins = [new(Shop)] });
        Assert.Equal(answer, Send(body));
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://shop.example", false)]
    [InlineData("https://shop.example:444", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://shop.example.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void Only_pages_of_named_origins_are_heard(string origin, bool heard)
    {
        Probe(new() { Origins = [new(Shop)] });
        Assert.Equal(heard, VitalsDoor.Allows(_windows, origin));
        Assert.Equal(heard ? VitalsAnswer.Taken : VitalsAnswer.NotFromThere, Send("{}", origin));
    }

    [Fact]
    public void All_clients_together_have_a_limit()
    {
        Probe(new() { Origins = [new(Shop)], PerSecond = 5 });
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(VitalsAnswer.Taken, Send("{}")));
        Assert.Equal(VitalsAnswer.TooMany, Send("{}"));
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(VitalsAnswer.Taken, Send("{}"));
    }

    [Fact]
    public void Silence_is_no_data()
    {
        var probe = Probe(new() { Origins = [new(Shop)] });
        Assert.Equal("silent", Look(probe).Reason);
        Send("{}");
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(Reachability.Good, Look(probe).Reachability);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((Reachability.Missing, "silent"), (Look(probe).Reachability, Look(probe).Reason));
    }

    [Fact]
    public void Its_signals_are_those_of_the_readme() => Assert.Equal(
        [
            ("views", SignalKind.Rate, "per-second"), ("errors", SignalKind.Ratio, "ratio"),
            ("lcp", SignalKind.Latency, "seconds"), ("inp", SignalKind.Latency, "seconds"),
            ("cls", SignalKind.Latency, "score"), ("ttfb", SignalKind.Latency, "seconds"),
        ],
        ProbeCatalog.Find("vitals")!.Signals(new VitalsProbeOptions()).Select(s => (s.Name, s.Kind, s.Unit)));

    [Theory]
    [InlineData("https://shop.example", "/cart", true)]
    [InlineData("https://shop.example/", "/a/*", true)]
    [InlineData("https://shop.example/cart", "/", false)]
    [InlineData("https://me:x@shop.example", "/", false)]
    [InlineData("ftp://shop.example", "/", false)]
    [InlineData("https://shop.example", "cart", false)]
    public void Options_that_mean_nothing_are_refused(string origin, string page, bool good) => Assert.Equal(
        good, OptionFaults.Of(new VitalsProbeOptions { Origins = [new(origin)], Pages = [page] }).Count == 0);

    private static double Of(Look look, string name, string label, string value) => Assert.Single(
        look.Readings, reading => reading.Name == name && reading.Labels[label] == value).Value;

    private static Look Look(IProbe probe) =>
        probe.LookAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private IProbe Probe(VitalsProbeOptions options) => VitalsProbe.Make(
        options, new ProbeContext("browsers", _time) { Service = "shop", Windows = _windows })[0].Probe;

    private VitalsAnswer Send(string body, string origin = Shop) =>
        VitalsDoor.Take(_windows, origin, Encoding.UTF8.GetBytes(body), (_, _) => true);
}
