using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bellwether.Integration.Tests.Telemetry;

/// <summary>What the real agent writes to standard error.</summary>
public sealed partial class LogFormatTests
{
    [Fact]
    public async Task As_json_every_line_is_an_object_and_a_verdict_has_its_fields()
    {
        await using var agent = await ToldAgent.StartAsync("{ format: json }");
        await agent.LiveAsync();
        var events = agent.Process.Log.Select(line => JsonNode.Parse(line)!).ToList();
        var verdict = events.First(e => e["EventId"]!.GetValue<int>() == 3105);
        Assert.Equal(("Warning", "one", "shop", "rollback", "none", "one:" + Scope(verdict) + ":watch:0:1"), (
            verdict["LogLevel"]!.GetValue<string>(), Field(verdict, "Deployment"), Field(verdict, "Service"),
            Field(verdict, "Decision"), Field(verdict, "Cause"), Field(verdict, "Verdict")));
        Assert.Contains(events, e => e["EventId"]!.GetValue<int>() == 3104 && Field(e, "Cause") == "cancelled");
    }

    [Fact]
    public async Task For_journald_every_line_has_its_priority_in_front()
    {
        await using var agent = await ToldAgent.StartAsync("{ format: journald, level: information }");
        await agent.LiveAsync();
        Assert.All(agent.Process.Log, line => Assert.Matches(Prioritised(), line));
        Assert.Contains(agent.Process.Log, line =>
            line.StartsWith("<4>Bellwether.Agent.Watching.DeploymentLog[3105] ", StringComparison.Ordinal));
        Assert.Contains(agent.Process.Log, line =>
            line.StartsWith("<6>Bellwether.Agent.Watching.DeploymentLog[3101] ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_less_than_the_level_is_left_out()
    {
        await using var agent = await ToldAgent.StartAsync("{ format: journald, level: warning }");
        await agent.LiveAsync();
        Assert.Contains(agent.Process.Log, line => line.StartsWith("<4>", StringComparison.Ordinal));
        Assert.DoesNotContain(agent.Process.Log, line => line.StartsWith("<6>", StringComparison.Ordinal));
    }

    private static string? Field(JsonNode told, string name) => told["State"]![name]?.ToString();

    private static string Scope(JsonNode verdict) => Field(verdict, "Verdict")!.Split(':')[1];

    [GeneratedRegex(@"^<[0-7]>\S")]
    private static partial Regex Prioritised();
}
