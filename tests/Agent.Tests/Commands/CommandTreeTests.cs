using System.CommandLine;
using System.Text.RegularExpressions;
using Bellwether.Agent.Commands;

namespace Bellwether.Agent.Tests.Commands;

public sealed partial class CommandTreeTests
{
    private static readonly Terminal Quiet = new(TextWriter.Null, TextWriter.Null, TimeProvider.System, false);
    private static readonly Command Root = CommandLine.Root(Quiet, new());

    [Fact]
    public void The_commands_are_those_of_the_design() => Assert.Equal(
        "audit await backup check demo deploy discover doctor feedback history hold init judge mask override preflight"
        + " release replay restore run signals status version",
        string.Join(' ', Root.Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void Every_command_that_does_something_has_an_example_and_every_word_a_description()
    {
        foreach (var command in All(Root).Where(command => command.Subcommands.Count == 0))
        {
            Assert.IsType<Verb>(command);
            Assert.All(command.Options, option => Assert.NotEmpty(option.Description ?? ""));
            Assert.All(command.Arguments, word => Assert.NotEmpty(word.Description ?? ""));
        }
    }

    [Fact]
    public void Every_example_is_understood()
    {
        foreach (var verb in All(Root).OfType<Verb>())
        {
            var line = verb.Example.Replace("id=$(", "", StringComparison.Ordinal).TrimEnd(')');
            var words = Words().Matches(line).Select(match => match.Value.Trim('"')).Skip(1).ToArray();
            Assert.StartsWith("bellwether ", line, StringComparison.Ordinal);
            var parsed = Root.Parse(words);
            Assert.Empty(parsed.Errors);
            Assert.Same(verb, parsed.CommandResult.Command);
        }
    }

    [Fact]
    public async Task The_help_of_a_command_shows_its_example()
    {
        using var output = new StringWriter();
        var code = await CommandLine.RunAsync(["deploy", "start", "--help"], new(), Quiet with { Out = output });
        Assert.Equal(0, code);
        Assert.Contains("bellwether deploy start [options]", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("id=$(bellwether deploy start --service checkout", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_may_be_left_out_say_so_where_they_are_described() => Assert.All(
        All(Root).SelectMany(command => command.Arguments),
        word => Assert.Equal(word.Arity.MinimumNumberOfValues == 0,
            word.Description!.StartsWith("Optional: ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("status", "bellwether status [<deployment>] [options]")]
    [InlineData("signals", "bellwether signals [<name>] [options]")]
    [InlineData("await", "bellwether await <deployment> [options]")]
    [InlineData("check", "bellwether check <file>... [options]")]
    public async Task Help_shows_which_words_may_be_left_out(string command, string usage)
    {
        using var output = new StringWriter();
        await CommandLine.RunAsync([command, "--help"], new(), Quiet with { Out = output });
        Assert.Contains(usage, output.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Words();
}
