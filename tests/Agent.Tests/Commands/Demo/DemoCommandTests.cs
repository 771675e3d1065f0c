using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;

namespace Bellwether.Agent.Tests.Commands.Demo;

public sealed class DemoCommandTests
{
    [Fact]
    public async Task Without_options_it_is_told_once_and_leaves_nothing() =>
        Assert.Equal(new DemoRequest(1, 1), await AskedAsync("demo"));

    [Fact]
    public async Task Times_seed_and_folder_are_taken() =>
        Assert.Equal(
            new DemoRequest(10, 7, "kept"),
            await AskedAsync("demo", "--repeat", "10", "--seed", "7", "--keep", "kept"));

    [Theory]
    [InlineData("--repeat", "0")]
    [InlineData("--repeat", "often")]
    [InlineData("--seed", "-1")]
    [InlineData("--keeps", "kept")]
    public async Task What_cannot_be_followed_is_refused(params string[] words) =>
        Assert.Null(await AskedAsync(["demo", .. words]));

    private static async Task<DemoRequest?> AskedAsync(params string[] words)
    {
        DemoRequest? asked = null;
        var parts = new LocalParts
        {
            Demo = (request, _, _) =>
            {
                asked = request;
                return Task.FromResult(ExitCodes.Ok);
            },
        };
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, TimeProvider.System, IsInteractive: false);
        var code = await CommandLine.RunAsync(words, parts, terminal);
        Assert.Equal(asked is null ? ExitCodes.Usage : ExitCodes.Ok, code);
        return asked;
    }
}
