using Bellwether.Agent.Targets.Files;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Targets;

public sealed class TargetFileTests
{
    [Fact]
    public void The_form_of_file_sd_is_read_in_yaml()
    {
        var found = TargetFile.Read("""
            - targets: ["10.0.0.1:8080", "10.0.0.2:8080"]
              labels: { version: "2.4.1", job: shop }
            - targets: ["shop.example:9100"]
              labels: { instance: blue, group: control, __scheme__: https, __metrics_path__: /m }
            """);
        Assert.Equal(["10.0.0.1:8080", "10.0.0.2:8080", "blue"], found.Select(target => target.Instance));
        Assert.Equal(["2.4.1", "2.4.1", null], found.Select(target => target.Version));
        var blue = found[2];
        Assert.Equal(("shop.example", 9100, "https", "/m", TargetGroup.Control),
            (blue.Host, blue.Port, blue.Scheme, blue.Path, blue.Group!.Value));
    }

    [Fact]
    public void The_form_of_file_sd_is_read_in_json() => Assert.Equal("[::1]", Assert.Single(
        TargetFile.Read("""[{"targets":["[::1]:8080"],"labels":{"version":"1"}}]""")).Host);

    /// <summary>A stack that overflows cannot be caught: the process would end here.</summary>
    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Nesting_beyond_the_limit_is_refused_and_ends_nothing(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000));
        Assert.Contains($"nested deeper than {ShallowYaml.Deepest} levels",
            Assert.Throws<FormatException>(() => TargetFile.Read(text)).Message, StringComparison.Ordinal);
    }

    /// <summary>The parser trips over some texts with exceptions that were meant for its callers.</summary>
    [Fact]
    public void Whatever_is_written_into_a_list_it_is_read_or_refused()
    {
        const string Noise = "{}[]:-,&*!|>'\"%@`#?~$\\\t\n \0\u0001\uFFFD";
        const string Text = "- targets: [\"10.0.0.1:80\"]\n  labels: { version: 1, a: b }\n- targets:\n  - h:1\n";
        for (var at = 0; at < Text.Length; at++)
            foreach (var noise in Noise)
                foreach (var text in new[] { Text.Insert(at, $"{noise}"), Text[..at] + noise + Text[(at + 1)..],
                    Text[..at] + noise })
                    if (Record.Exception(() => TargetFile.Read(text)) is { } thrown and not FormatException)
                        Assert.Fail($"{thrown.GetType()} for {text}");
    }

    [Fact]
    public void A_list_of_none_is_a_list() => Assert.Empty(TargetFile.Read("[]"));

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("a: b", "the file must be a list")]
    [InlineData("- targets: [nowhere]", "'nowhere' is not HOST:PORT")]
    [InlineData("- targets: ['h:0']", "'h:0' is not HOST:PORT")]
    [InlineData("- targets: ['http://h:80']", "is not HOST:PORT")]
    [InlineData("- targets: ['u@h:80']", "is not HOST:PORT")]
    [InlineData("- targets: ['${HOST}:8080']", "'${HOST}:8080' is not HOST:PORT")]
    [InlineData("- targets: ['a:b:80']", "'a:b:80' is not HOST:PORT")]
    [InlineData("- targets: ['::1:80']", "'::1:80' is not HOST:PORT")]
    [InlineData("- labels: {}", "an entry needs targets")]
    [InlineData("- targets: ['h:80', 'h:80']", "h:80 is named twice")]
    [InlineData("- targets: ['h:80']\n  labels: { __scheme__: ftp }", "__scheme__ is http or https")]
    [InlineData("- targets: ['h:80']\n  labels: { __metrics_path__: //x/m }", "__metrics_path__ begins with one /")]
    [InlineData("- targets: ['h:80']\n  labels: { __metrics_path__: '/\\x/m' }", "__metrics_path__ begins with one /")]
    [InlineData("- targets: ['h:80']\n  labels: { __metrics_path__: 'http://x/m' }",
        "__metrics_path__ begins with one /")]
    [InlineData("- &a [*a]", "aliases")]
    [InlineData("- targets: [", "it is no YAML")]
    public void What_is_no_list_is_refused_by_its_place(string text, string why) => Assert.Contains(
        why, Assert.Throws<FormatException>(() => TargetFile.Read(text)).Message, StringComparison.Ordinal);
}
