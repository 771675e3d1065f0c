using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Tests.Watching;
using Bellwether.Contracts.Deployments;
using Microsoft.Data.Sqlite;

namespace Bellwether.Agent.Tests.Commands.Local;

/// <summary><c>replay DEPLOYMENT</c> on the folder of an agent that runs.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private readonly WatchedAgent _agent = WatchedAgent.Experienced();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public ReplayCommandTests()
    {
        _agent.Deploy();
        _agent.Shop.Errors = 20;
        _agent.RunUntil("shop-2", DeploymentState.AwaitingRollback);
    }

    public void Dispose()
    {
        _agent.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task The_verdict_its_evidence_and_that_it_is_the_same_are_printed()
    {
        Assert.Equal(ExitCodes.Ok, await RunAsync("shop-2"));
        var text = _out.ToString();
        Assert.StartsWith("shop-2:host-1:watch:0:1: rollback: ", text, StringComparison.Ordinal);
        Assert.Contains("  errors (counts): fail: ", text, StringComparison.Ordinal);
        Assert.EndsWith("  the same, byte for byte\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_was_changed_ends_with_ten_and_says_where()
    {
        Change("UPDATE records SET body = replace(body, '\"advisory\":false', '\"advisory\":true')"
            + " WHERE key = 'shop-2:host-1:watch:0:1'");
        Assert.Equal(ExitCodes.Rollback, await RunAsync("shop-2"));
        Assert.Contains("    data.advisory: true, now false", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_that_are_gone_end_with_eleven_and_say_so()
    {
        Change("DELETE FROM records WHERE kind = 'judged'");
        Assert.Equal(ExitCodes.Inconclusive, await RunAsync("shop-2"));
        Assert.Contains("cannot be replayed: the points behind it are not in the journal", _out.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_it_is_one_document()
    {
        Assert.Equal(ExitCodes.Ok, await RunAsync("shop-2", "--json"));
        using var document = JsonDocument.Parse(_out.ToString());
        var verdict = document.RootElement.GetProperty("verdicts")[0];
        Assert.Equal("same", verdict.GetProperty("replay").GetString());
        Assert.Equal("rollback", verdict.GetProperty("verdict").GetProperty("decision").GetString());
    }

    [Theory]
    [InlineData(ExitCodes.Usage, "there is no deployment shop-9", "shop-9")]
    [InlineData(ExitCodes.Usage, "there is no verdict nobody; there are shop-2:host-1:watch:0:1", "shop-2", "--verdict",
        "nobody")]
    [InlineData(ExitCodes.Usage, "name a deployment of the journal")]
    public async Task What_is_not_there_is_told(int code, string message, params string[] words)
    {
        Assert.Equal(code, await RunAsync(words));
        Assert.Contains(message, _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_without_a_verdict_cannot_be_told_yet()
    {
        _agent.Start("shop-3", "3", "2");
        Assert.Equal(ExitCodes.Inconclusive, await RunAsync("shop-3"));
    }

    private Task<int> RunAsync(params string[] words) => CommandLine.RunAsync(
        ["replay", .. words, "--state", _agent.Folder],
        new() { Replay = ReplayDeployment.RunAsync },
        new(_out, _error, TimeProvider.System, false));

    private void Change(string statement)
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(_agent.Folder, "journal.db")};Pooling=False");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = statement;
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
