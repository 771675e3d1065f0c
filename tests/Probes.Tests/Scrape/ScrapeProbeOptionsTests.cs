using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Scrape;

namespace Bellwether.Probes.Tests.Scrape;

public sealed class ScrapeProbeOptionsTests
{
    private static readonly Uri Page = new("http://10.0.0.17:8080/metrics");

    [Fact]
    public void An_address_alone_is_enough_and_the_defaults_are_the_ones_written_down()
    {
        var options = new ScrapeProbeOptions { Url = Page };
        Assert.Empty(Faults(options));
        Assert.Equal(TimeSpan.FromSeconds(5), options.Every);
        Assert.Equal(TimeSpan.FromSeconds(4.5), options.Patience());
        Assert.Equal(TimeSpan.FromSeconds(10), new ScrapeProbeOptions { Every = TimeSpan.FromMinutes(1) }.Patience());
    }

    [Fact]
    public async Task Each_target_gets_a_probe_of_its_own_in_the_order_of_the_file()
    {
        var options = new ScrapeProbeOptions
        {
            Targets =
            [
                new() { Url = Page },
                new() { Url = new(Page, "/green"), Instance = "green", Group = TargetGroup.Control },
            ],
        };
        var probes = ProbeCatalog.Find("scrape")!.Make(options, new("app", TimeProvider.System));
        Assert.Equal([("10.0.0.17:8080", null), ("green", TargetGroup.Control)],
            probes.Select(p => (p.Instance, p.Group)));
        foreach (var probe in probes)
            await probe.Probe.DisposeAsync();
    }

    public static TheoryData<ScrapeProbeOptions, string> Wrong => new()
    {
        { new(), "Give either url, targets or targets-from." },
        { new() { Url = Page, Targets = [new() { Url = Page }] }, "Give either url, targets or targets-from." },
        { new() { Url = Page, Timeout = TimeSpan.FromSeconds(5) }, "The timeout must be shorter than every." },
        {
            new() { Url = Page, Every = TimeSpan.FromMilliseconds(999) },
            "The field Every must be between 00:00:01 and 01:00:00."
        },
        {
            new() { Url = Page, Every = TimeSpan.FromMinutes(61) },
            "The field Every must be between 00:00:01 and 01:00:00."
        },
        {
            new() { Url = Page, Timeout = TimeSpan.FromMilliseconds(49) },
            "The field Timeout must be between 00:00:00.0500000 and 00:01:00."
        },
        { new() { Url = new("/metrics", UriKind.Relative) }, "/metrics is not an http or https address." },
        { new() { Url = new("ftp://a/b") }, "ftp://a/b is not an http or https address." },
        { new() { Url = new("http://u:p@a/b") }, "A url holds no user name or password; use headers for that." },
        { new() { Url = new("http://a/b#c") }, "http://a/b#c has a fragment, which no server sees." },
        { new() { Targets = [new() { Instance = "blue" }] }, "A target needs a url." },
        { new() { Targets = [new() { Url = Page, Instance = " " }] }, "An instance has a name, or leave it out." },
        {
            new() { Targets = [new() { Url = Page }, new() { Url = Page }] },
            "Two targets have the instance 10.0.0.17:8080; give them names by instance."
        },
        {
            new() { Targets = [new() { Url = Page, Instance = "a" }, new() { Url = Page, Instance = "b" }] },
            "Two targets have the address http://10.0.0.17:8080/metrics; a probe asks a target once."
        },
        {
            new() { Url = Page, Headers = [new() { Name = "X Y", Value = "1" }] },
            "\"X Y\" is not the name of a header."
        },
        {
            new() { Url = Page, Headers = [new() { Name = "X", Value = "1\r\nY: 2" }] },
            "The header X needs a value on one line."
        },
        {
            new() { Url = Page, Headers = [new() { Name = "host", Value = "a" }] },
            "The header host is set by the probe itself."
        },
        {
            new() { Targets = Many(257) },
            "At most 256 targets."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_work_is_refused(ScrapeProbeOptions options, string message) =>
        Assert.Equal(message, Assert.Single(Faults(options)));

    [Fact]
    public void Limits_have_ranges()
    {
        var faults = new List<ValidationResult>();
        var limits = new Probes.Scrape.Exposition.ExpositionLimits
        {
            BodyBytes = 1023,
            Samples = 0,
            Labels = 257,
            NameBytes = 15,
            ValueBytes = 65_537,
            LineBytes = 255,
        };
        Assert.False(Validator.TryValidateObject(limits, new(limits), faults, validateAllProperties: true));
        Assert.Equal(6, faults.Count);
    }

    private static ScrapeTargetOptions[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i =>
            new ScrapeTargetOptions { Url = new(Page, $"/{i}"), Instance = $"{i}" })];

    private static IEnumerable<string> Faults(ScrapeProbeOptions options)
    {
        var faults = new List<ValidationResult>();
        _ = Validator.TryValidateObject(options, new(options), faults, validateAllProperties: true);
        return faults.Select(f => f.ErrorMessage!);
    }
}
