using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;

namespace Bellwether.Agent.Tests.Commands;

public sealed class FaultTests : IDisposable
{
    private readonly StringWriter _error = new();

    [Fact]
    public async Task A_fault_of_ours_is_one_line_and_70()
    {
        var code = await RunAsync(_ => throw new InvalidOperationException("first\nsecond"));
        Assert.Equal(70, code);
        Assert.Equal(
            "bellwether: first second (InvalidOperationException; BELLWETHER_TRACE=1 shows the trace)",
            _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_failure_that_the_user_can_mend_is_one_line_and_its_code()
    {
        var code = await RunAsync(_ => throw new CommandFailedException("no such page") { ExitCode = 13 });
        Assert.Equal(13, code);
        Assert.Equal("bellwether: no such page", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task What_others_sent_cannot_move_the_cursor()
    {
        await RunAsync(_ => throw new CommandFailedException("a\u001b[2Jb"));
        Assert.DoesNotContain('\u001b', _error.ToString());
    }

    [Theory]
    [InlineData("await x -host http://127.0.0.1:7070")]
    [InlineData("await x -help")]
    [InlineData("await x -hold --help")]
    [InlineData("await x --tiemout 5m --help")]
    [InlineData("await /h")]
    [InlineData("await /?")]
    [InlineData("await x -h=5")]
    [InlineData("await x -h:5")]
    [InlineData("preflight --service s --environment e -hurry")]
    public async Task A_mistyped_line_is_never_help_since_help_ends_as_a_promote_does(string line) => Assert.Equal(
        2, await CommandLine.RunAsync(line.Split(' '), new(), Quiet));

    [Theory]
    [InlineData("await --help")]
    [InlineData("await -h")]
    [InlineData("preflight --service s --help")]
    public async Task Help_that_is_asked_for_is_given_on_a_line_that_is_not_complete(string line) => Assert.Equal(
        0, await CommandLine.RunAsync(line.Split(' '), new(), Quiet));

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public async Task The_exit_code_of_a_part_is_passed_on(int code) =>
        Assert.Equal(code, await RunAsync(_ => Task.FromResult(code)));

    public void Dispose() => _error.Dispose();

    private Terminal Quiet => new(TextWriter.Null, _error, TimeProvider.System, IsInteractive: false);

    private Task<int> RunAsync(Func<DiscoverRequest, Task<int>> discover) => CommandLine.RunAsync(
        ["discover", "http://127.0.0.1:1/metrics"],
        new() { Discover = (request, _, _) => discover(request) },
        Quiet);
}
