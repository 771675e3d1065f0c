using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Tests.Targets;

public sealed class TargetsFromOptionsTests
{
    [Theory]
    [InlineData(null, "http://10.0.0.7:8080/metrics")]
    [InlineData("/m?a=b", "http://10.0.0.7:8080/m?a=b")]
    [InlineData("//elsewhere.example/m", "about:blank")]
    [InlineData("/\\elsewhere.example/m", "about:blank")]
    [InlineData("http://elsewhere.example/m", "about:blank")]
    [InlineData("@elsewhere.example/m", "about:blank")]
    public void The_page_of_a_target_is_on_its_own_host(string? path, string page) => Assert.Equal(page,
        new TargetsFromOptions().PageOf(new() { Instance = "a", Host = "10.0.0.7", Port = 8080, Path = path })
            .OriginalString);

    [Theory]
    [InlineData("/", true)]
    [InlineData("/m//n", true)]
    [InlineData("//elsewhere.example/m", false)]
    [InlineData("/\\elsewhere.example/m", false)]
    public void A_path_begins_with_one_slash(string path, bool good)
    {
        var options = new TargetsFromOptions { File = "/targets.yaml", Path = path };
        Assert.Equal(good, Validator.TryValidateObject(options, new(options), null, validateAllProperties: true));
    }
}
