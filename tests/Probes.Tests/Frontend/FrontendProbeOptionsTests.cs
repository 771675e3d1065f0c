using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Frontend;

namespace Bellwether.Probes.Tests.Frontend;

public sealed class FrontendProbeOptionsTests
{
    private static readonly Uri Url = new("http://127.0.0.1/");

    [Fact]
    public void The_defaults_are_those_of_the_readme()
    {
        var options = new FrontendProbeOptions { Url = Url };
        Assert.Empty(OptionFaults.Of(options));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)), (options.Every, options.Patience));
        Assert.Equal((64, 8 * 1024 * 1024, TimeSpan.FromHours(1)),
            (options.MaxAssets, options.MaxBody, options.OldAssetsFor));
        Assert.Equal(TimeSpan.FromSeconds(1.6), new FrontendProbeOptions { Every = TimeSpan.FromSeconds(2) }.Patience);
    }

    [Theory]
    [InlineData("https://cdn.example", null)]
    [InlineData("http://cdn.example:8080/", null)]
    [InlineData("https://cdn.example/assets",
        "origins: write scheme, host and port alone, such as https://cdn.example.")]
    [InlineData("ftp://cdn.example", "origins: write scheme, host and port alone, such as https://cdn.example.")]
    [InlineData("https://me@cdn.example", "origins: write scheme, host and port alone, such as https://cdn.example.")]
    public void An_origin_is_no_more_than_one(string origin, string? fault) => Assert.Equal(
        fault is null ? [] : [fault], OptionFaults.Of(new FrontendProbeOptions { Url = Url, Origins = [new(origin)] }));

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void The_number_of_assets_keeps_to_its_range(int most, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new FrontendProbeOptions { Url = Url, MaxAssets = most }).Count == 0);

    [Theory]
    [InlineData("a", null, null, null, "version", null)]
    [InlineData(null, null, "v=\"(.*?)\"", null, "version", null)]
    [InlineData(null, null, null, null, "version", "Give exactly one of meta, header, pattern and json.")]
    [InlineData("a", "b", null, null, "version", "Give exactly one of meta, header, pattern and json.")]
    [InlineData(null, "b b", null, null, "version", "'b b' is no name of a header.")]
    [InlineData(null, null, "v=1", null, "version", "pattern must have exactly one group, which is the version.")]
    [InlineData(null, null, "", null, "version", "pattern must be 1 to 256 characters.")]
    [InlineData(null, null, null, "/v.json", "a..b",
        "'a..b' is no path: write names with '.' between them and [0] for the items of lists.")]
    [InlineData(null, null, null, "//cdn.example/v.json", "version", "json must be a path on the page's origin.")]
    public void A_version_has_one_place(
        string? meta, string? header, string? pattern, string? json, string path, string? fault)
    {
        var options = new FrontendVersionOptions
        {
            Meta = meta,
            Header = header,
            Pattern = pattern,
            Json = json,
            Path = path,
        };
        Assert.Equal(fault is null ? [] : [fault],
            options.Validate(new ValidationContext(options)).Select(found => found.ErrorMessage));
    }

    [Theory]
    [InlineData("(a+)+$(", "cannot be read")]
    [InlineData("(?=x)(a)", "cannot be read")]
    public void A_pattern_that_could_be_slow_or_cannot_be_read_is_refused(string pattern, string fault)
    {
        var options = new FrontendVersionOptions { Pattern = pattern };
        Assert.Contains(fault, Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage,
            StringComparison.Ordinal);
    }
}
