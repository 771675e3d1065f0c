using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Integration.Tests.Commands;

public sealed class AwaitTests
{
    [Theory]
    [InlineData(Decision.Promote, null, 0, "promote: as expected")]
    [InlineData(Decision.Rollback, null, 10, "rollback: as expected")]
    [InlineData(Decision.Inconclusive, Cause.NoData, 11, "inconclusive (no-data): as expected")]
    public async Task A_verdict_decides_how_it_ends(Decision decision, Cause? cause, int code, string line)
    {
        var answer = Answers.Gate(decision) with { Cause = cause };
        await using var agent = await StandInAgent.SayingAsync(answer, ContractsJson.Wire.GateAnswer);
        var ended = await BuiltProgram.RunAsync("await", "checkout-8f2c", "--agent", agent.Address);
        Assert.Equal(new Finished(code, line + Environment.NewLine, ""), ended);
    }

    [Fact]
    public async Task In_observe_mode_the_note_is_told_and_the_pipeline_goes_on()
    {
        var answer = Answers.Gate(Decision.Promote) with { Note = "observe: would have rolled back" };
        await using var agent = await StandInAgent.SayingAsync(answer, ContractsJson.Wire.GateAnswer);
        var ended = await BuiltProgram.RunAsync("await", "checkout-8f2c", "--agent", agent.Address);
        Assert.Equal(0, ended.Code);
        Assert.Contains("note: observe: would have rolled back", ended.Out);
    }

    [Theory]
    [InlineData(true, 0, "recovered: errors are back to 0.05 %")]
    [InlineData(false, 10, "not recovered: errors are still at 3 %")]
    public async Task A_recovery_decides_how_it_ends(bool recovered, int code, string line)
    {
        var answer = Answers.Gate(Decision.Pending) with
        {
            Phase = Phase.Recovery,
            Recovery = Answers.Recovery(recovered),
        };
        await using var agent = await StandInAgent.SayingAsync(answer, ContractsJson.Wire.GateAnswer);
        var ended = await BuiltProgram.RunAsync(
            "await", "checkout-8f2c", "--phase", "recovery", "--agent", agent.Address);
        Assert.Equal(new Finished(code, line + Environment.NewLine, ""), ended);
    }

    [Fact]
    public async Task It_asks_for_the_phase_and_the_step_and_waits_at_the_agent()
    {
        await using var agent = await StandInAgent.SayingAsync(
            Answers.Gate(Decision.Promote), ContractsJson.Wire.GateAnswer);
        await BuiltProgram.RunAsync(
            "await", "checkout-8f2c", "--phase", "bake", "--step", "2", "--agent", agent.Address);
        var asked = Assert.Single(agent.Heard);
        Assert.Equal("/v1/deployments/checkout-8f2c/verdict?wait=2s&phase=bake&step=2", asked.Target);
    }

    [Fact]
    public async Task Pending_until_the_time_is_over_is_timed_out()
    {
        await using var agent = await StandInAgent.SayingAsync(
            Answers.Gate(Decision.Pending, "3 of 20 points"), ContractsJson.Wire.GateAnswer);
        var ended = await BuiltProgram.RunAsync("await", "checkout-8f2c", "--timeout", "1s", "--agent", agent.Address);
        Assert.Equal(12, ended.Code);
        Assert.Empty(ended.Out);
        Assert.Contains("3 of 20 points", ended.Error);
        Assert.Contains("no verdict of checkout-8f2c (watch) in 1s", ended.Error);
    }

    [Fact]
    public async Task Progress_is_told_once_for_each_change_and_never_on_stdout()
    {
        await using var agent = await StandInAgent.StartAsync((context, count) => StandInAgent.WriteAsync(
            context,
            Answers.Json(count switch
            {
                < 3 => Answers.Gate(Decision.Pending, "1 of 20 points"),
                3 => Answers.Gate(Decision.Pending, "2 of 20 points"),
                _ => Answers.Gate(Decision.Promote),
            }),
            "application/json"));
        var ended = await BuiltProgram.RunAsync("await", "checkout-8f2c", "--agent", agent.Address);
        Assert.Equal("promote: as expected" + Environment.NewLine, ended.Out);
        Assert.Equal(
            ["waiting for the verdict of checkout-8f2c (watch)", "  1 of 20 points", "  2 of 20 points"],
            ended.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task As_json_the_answer_is_printed_as_it_came()
    {
        var json = Answers.Json(Answers.Gate(Decision.Rollback));
        await using var agent = await StandInAgent.SayingAsync(json, "application/json");
        var ended = await BuiltProgram.RunAsync("await", "checkout-8f2c", "--json", "--agent", agent.Address);
        Assert.Equal(new Finished(10, json + Environment.NewLine, ""), ended);
    }

    [Fact]
    public async Task An_unknown_deployment_is_refused_and_no_verdict()
    {
        const string problem = """{"title":"No such deployment","detail":"checkout-8f2c was never announced"}""";
        await using var agent = await StandInAgent.SayingAsync(problem, "application/problem+json", 404);
        var ended = await BuiltProgram.RunAsync("await", "checkout-8f2c", "--agent", agent.Address);
        Assert.Equal(2, ended.Code);
        Assert.Equal(
            "bellwether: the agent refuses: No such deployment: checkout-8f2c was never announced",
            ended.Error.TrimEnd());
    }
}
