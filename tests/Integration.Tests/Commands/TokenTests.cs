using Bellwether.Agent.Commands;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using Microsoft.AspNetCore.Http;

namespace Bellwether.Integration.Tests.Commands;

/// <summary>How the commands show who they are, and what they do where they are not let in.</summary>
public sealed class TokenTests : IDisposable
{
    private const string Token = "canary-0123456789-token";

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-token-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--token-file {0}/agent-token", "", "")]
    [InlineData("", "BELLWETHER_TOKEN", Token)]
    [InlineData("", "CREDENTIALS_DIRECTORY", "{0}")]
    [InlineData("--token-file {0}/agent-token", "BELLWETHER_TOKEN", "another-token-of-the-shell")]
    public async Task The_token_comes_from_a_file_or_the_environment(string option, string variable, string value)
    {
        await WriteTokenAsync();
        await using var agent = await StandInAgent.SayingAsync(Answers.Status(), ContractsJson.Wire.DeploymentStatus);
        var ended = await RunAsync($"hold x --reason r {option} --agent {agent.Address}", (variable, value));
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Equal($"Bearer {Token}", Assert.Single(agent.Heard).Authorization);
    }

    [Fact]
    public async Task Without_one_nothing_is_shown()
    {
        await using var agent = await StandInAgent.SayingAsync(Answers.Status(), ContractsJson.Wire.DeploymentStatus);
        await RunAsync($"hold x --reason r --agent {agent.Address}", ("CREDENTIALS_DIRECTORY", _folder));
        Assert.Equal("", Assert.Single(agent.Heard).Authorization);
    }

    [Theory]
    [InlineData(401, "the agent refuses: Say who you are")]
    [InlineData(403, "the agent refuses: Say who you are")]
    public async Task Not_to_be_let_in_ends_with_2_and_is_no_verdict(int status, string message)
    {
        await using var agent = await StandInAgent.SayingAsync(
            "{\"title\":\"Say who you are\"}", "application/problem+json", status);
        foreach (var line in new[] { "await x", "deploy cancel x", "status" })
        {
            var ended = await RunAsync($"{line} --agent {agent.Address}", ("BELLWETHER_TOKEN", Token));
            Assert.Equal((2, ""), (ended.Code, ended.Out));
            Assert.Contains(message, ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Token, ended.Error, StringComparison.Ordinal);
        }

        Assert.Equal(3, agent.Heard.Count);
    }

    [Fact]
    public async Task To_be_told_to_wait_is_tried_again_and_ends_with_13()
    {
        await using var agent = await StandInAgent.SayingAsync(
            "{\"title\":\"Too many requests\"}", "application/problem+json", StatusCodes.Status429TooManyRequests);
        var ended = await RunAsync($"await x --retry 500ms --agent {agent.Address}", ("BELLWETHER_TOKEN", Token));
        Assert.Equal(13, ended.Code);
        Assert.True(agent.Heard.Count > 1);
    }

    [Fact]
    public async Task A_token_does_not_follow_a_redirect()
    {
        await using var elsewhere = await StandInAgent.SayingAsync(Answers.Json(Answers.Status()), "application/json");
        await using var agent = await StandInAgent.StartAsync((context, _) =>
        {
            context.Response.Redirect(elsewhere.Address + context.Request.Path, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        var ended = await RunAsync($"status --retry 200ms --agent {agent.Address}", ("BELLWETHER_TOKEN", Token));
        Assert.Equal(13, ended.Code);
        Assert.Empty(elsewhere.Heard);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_asked()
    {
        await using var proxy = await StandInAgent.SayingAsync("{}", "application/json");
        await using var agent = await StandInAgent.SayingAsync(
            Answers.Gate(Decision.Promote), ContractsJson.Wire.GateAnswer);
        var ended = await RunAsync($"await x --agent {agent.Address}",
            ("http_proxy", proxy.Address), ("HTTP_PROXY", proxy.Address), ("all_proxy", proxy.Address));
        Assert.Equal(0, ended.Code);
        Assert.Empty(proxy.Heard);
        Assert.Single(agent.Heard);
    }

    [Theory]
    [InlineData("http://192.0.2.1:7070")]
    [InlineData("http://bellwether.example:7070")]
    public async Task A_token_does_not_travel_in_the_clear_unless_told_to(string address)
    {
        var ended = await RunAsync($"status --retry 100ms --agent {address}", ("BELLWETHER_TOKEN", Token));
        Assert.Equal(2, ended.Code);
        Assert.Contains("would travel in the clear", ended.Error, StringComparison.Ordinal);
        var told = await RunAsync(
            $"status --retry 100ms --insecure-http --agent http://127.0.0.1:1", ("BELLWETHER_TOKEN", Token));
        Assert.Equal(13, told.Code);
    }

    [Theory]
    [InlineData("--token-file {0}/nowhere", "cannot be read")]
    [InlineData("--token-file {0}", "cannot be read")]
    [InlineData("--token-file {0}/two-lines", "holds no token")]
    [InlineData("--token-file {0}/empty", "holds no token")]
    [InlineData("--ca {0}/two-lines", "does not hold what it should")]
    [InlineData("--client-certificate {0}/two-lines", "go together")]
    [InlineData("--client-certificate {0}/two-lines --client-key {0}/two-lines", "does not hold what it should")]
    public async Task A_file_that_cannot_be_used_ends_with_2_and_is_not_shown(string options, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "two-lines"), "canary-one\ncanary-two\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "empty"), "\n");
        var ended = await RunAsync($"status {options}", ("BELLWETHER_TRACE", "1"));
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_option_takes_a_token_itself()
    {
        var ended = await RunAsync($"status --token {Token}", ("X", ""));
        Assert.Equal(2, ended.Code);
        Assert.Contains("--token-file", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, ended.Error, StringComparison.Ordinal);
        Assert.Equal("BELLWETHER_TOKEN", AccessWords.TokenVariable);
    }

    private Task WriteTokenAsync() => File.WriteAllTextAsync(Path.Combine(_folder, "agent-token"), Token + "\n");

    private Task<Finished> RunAsync(string line, params (string Name, string Value)[] variables) =>
        BuiltProgram.RunInShellAsync(
            $"unset BELLWETHER_TOKEN CREDENTIALS_DIRECTORY; {Exports(variables)} $program {Filled(line)}",
            [.. variables.Where(v => v.Name.Length > 0).Select(v => ($"GIVEN_{v.Name}", Filled(v.Value)))]);

    private static string Exports((string Name, string Value)[] variables) => string.Concat(
        variables.Where(v => v.Name.Length > 0).Select(v => $"export {v.Name}=\"$GIVEN_{v.Name}\"; "));

    private string Filled(string text) => text.Replace("{0}", _folder, StringComparison.Ordinal);
}
