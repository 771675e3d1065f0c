using Bellwether.Probes.Http;
using Bellwether.Probes.Http.Journeys;

namespace Bellwether.Probes.Tests.Http;

public sealed class HttpProbeOptionsTests
{
    private static readonly Uri Url = new("http://127.0.0.1/");

    [Fact]
    public void The_defaults_are_those_of_the_readme()
    {
        var options = new HttpProbeOptions { Url = Url };
        Assert.Empty(OptionFaults.Of(options));
        Assert.Equal(TimeSpan.FromSeconds(10), options.Every);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Patience);
        Assert.Equal(1024 * 1024, options.MaxBody);
        Assert.Equal([new StatusRange(200, 200)], options.Expect.Status);
        Assert.Equal((ProbeMethod.Get, (TargetGroup?)null), (options.Method, options.Group));
    }

    [Theory]
    [InlineData(1, 0.8)]
    [InlineData(2, 1.6)]
    [InlineData(2.5, 2)]
    [InlineData(60, 2)]
    public void The_time_out_is_two_seconds_unless_looks_follow_faster(double every, double timeout) => Assert.Equal(
        TimeSpan.FromSeconds(timeout), new HttpProbeOptions { Every = TimeSpan.FromSeconds(every) }.Patience);

    [Theory]
    [InlineData(1, 0.05, true)]
    [InlineData(1, 0.049, false)]
    [InlineData(0.999, 0.5, false)]
    [InlineData(3600, 60, true)]
    [InlineData(3600, 60.001, false)]
    [InlineData(3600.001, 60, false)]
    [InlineData(2, 2, false)]
    [InlineData(2, 1.999, true)]
    public void Times_keep_to_their_ranges(double every, double timeout, bool good) =>
        Assert.Equal(good, OptionFaults.Of(
        new HttpProbeOptions
        {
            Url = Url,
            Every = TimeSpan.FromSeconds(every),
            Timeout = TimeSpan.FromSeconds(timeout),
        }).Count == 0);

    [Theory]
    [InlineData(1023, false)]
    [InlineData(1024, true)]
    [InlineData(16 * 1024 * 1024, true)]
    [InlineData((16 * 1024 * 1024) + 1, false)]
    public void The_body_limit_keeps_to_its_range(int maxBody, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new HttpProbeOptions { Url = Url, MaxBody = maxBody }).Count == 0);

    [Theory]
    [InlineData("localhost:8080/x", "url must begin with http:// or https:// and name a host.")]
    [InlineData("/x", "url must begin with http:// or https:// and name a host.")]
    [InlineData("ftp://127.0.0.1/", "url must begin with http:// or https:// and name a host.")]
    [InlineData("http://me:secret@127.0.0.1/", "url must not hold credentials: send an authorization header instead.")]
    [InlineData("http://127.0.0.1/#top", "url must not have a fragment (#...): it is never sent.")]
    public void A_wrong_url_is_refused(string url, string fault) =>
        Assert.Equal([fault], OptionFaults.Of(new HttpProbeOptions { Url = new Uri(url, UriKind.RelativeOrAbsolute) }));

    [Fact]
    public void A_url_is_required() =>
        Assert.Equal(["The Url field is required."], OptionFaults.Of(new HttpProbeOptions()));

    [Theory]
    [InlineData("User-Agent", "x", "headers: 'User-Agent' cannot be set on a probe.")]
    [InlineData("connection", "close", "headers: 'connection' cannot be set on a probe.")]
    [InlineData("Content-Length", "5", "headers: 'Content-Length' cannot be set on a probe.")]
    [InlineData("bad name", "x", "headers: 'bad name' is no name of a header.")]
    [InlineData("", "x", "headers: '' is no name of a header.")]
    [InlineData("X-A", "a\r\nX-B: c", "headers: the value of 'X-A' must be at most 8192 printable ASCII characters.")]
    public void A_wrong_header_is_refused(string name, string value, string fault) =>
        Assert.Equal([fault], OptionFaults.Of(
        new HttpProbeOptions { Url = Url, Headers = new Dictionary<string, string> { [name] = value } }));

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void There_are_only_so_many_headers(int count, bool good) => Assert.Equal(good, OptionFaults.Of(
        new HttpProbeOptions
        {
            Url = Url,
            Headers = Enumerable.Range(0, count).ToDictionary(i => $"x-{i}", _ => "v"),
        }).Count == 0);

    [Theory]
    [InlineData("blue", true)]
    [InlineData("10.0.0.17:8080", true)]
    [InlineData("two words", false)]
    public void An_instance_has_no_blanks(string instance, bool good) => Assert.Equal(good, OptionFaults.Of(
        new HttpProbeOptions { Url = Url, Instance = instance }).Count == 0);

    [Fact]
    public void All_faults_are_listed_at_once()
    {
        var faults = OptionFaults.Of(new HttpProbeOptions
        {
            Url = Url,
            VersionHeader = "x version",
            Method = ProbeMethod.Head,
            Expect = new HttpExpectation { Status = [], Contains = "cart", NotContains = "car" },
        });
        Assert.Equal(
        [
            "version-header: 'x version' is no name of a header.",
            "expect.status needs 1 to 16 statuses.",
            "expect.contains holds expect.not-contains: no answer can be good.",
            "method head has no body: expect.contains and expect.not-contains need get.",
        ], faults);
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    [InlineData(0, false)]
    public void The_text_searched_for_keeps_to_its_length(int length, bool good)
    {
        var text = new string('x', length);
        Assert.Equal(
            good, OptionFaults.Of(new HttpProbeOptions { Url = Url, Expect = new() { Contains = text } }).Count == 0);
        Assert.Equal(good,
            OptionFaults.Of(new HttpProbeOptions { Url = Url, Expect = new() { NotContains = text } }).Count == 0);
    }

    [Fact]
    public void Steps_are_checked_and_their_faults_name_them()
    {
        var faults = OptionFaults.Of(new HttpProbeOptions
        {
            Url = Url,
            Method = ProbeMethod.Head,
            Steps =
            [
                new() { Name = "one", Path = "/a", Take = [new() { Name = "token", Json = "t" }] },
                Step("one", "/{{token}}/{{other}}"),
                Step("two", "//evil.example/"),
                Step("three", "ftp://x/"),
                new() { Name = "four", Path = "/x", Json = OneField, Body = "x", Method = StepMethod.Post },
                new() { Name = "five", Path = "/x", Form = OneField },
                new()
                {
                    Name = "six",
                    Path = "/x",
                    Headers = new Dictionary<string, string> { ["bad name"] = "x" },
                },
            ],
        });
        Assert.Equal(
        [
            "with steps, method and expect belong to each of them.",
            "steps: one: {{other}} is taken by no step before it.",
            "steps: there are two steps 'one'.",
            "steps: two: path must not begin with //.",
            "steps: three: path must begin with / or be an address: "
                + "url must begin with http:// or https:// and name a host.",
            "steps: four: give one of form, json and body.",
            "steps: five: a body needs a method that sends one, such as post.",
            "steps: six: headers: 'bad name' is no name of a header.",
        ], faults);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void There_are_only_so_many_steps(int count, bool good) => Assert.Equal(good, OptionFaults.Of(
        new HttpProbeOptions
        {
            Url = Url,
            Steps = [.. Enumerable.Range(0, count).Select(i => Step($"s{i}", "/"))],
        }).Count == 0);

    [Theory]
    [InlineData("build.version", null)]
    [InlineData("$.items[0].id", null)]
    [InlineData("$", null)]
    [InlineData("a..b", "'a..b' is no path")]
    [InlineData("a[0", "'a[0' is no path")]
    [InlineData("", "'' is no path")]
    public void A_path_into_a_document_can_be_read(string path, string? fault)
    {
        if (fault is null) Assert.Null(JsonPath.Fault(path));
        else Assert.StartsWith(fault, JsonPath.Fault(path), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> OneField => new() { ["a"] = "b" };

    private static HttpStepOptions Step(string name, string path) => new() { Name = name, Path = path };
}
