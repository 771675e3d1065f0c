using System.Text.Json;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Integration.Tests.Commands;

public sealed class AnnouncementTests
{
    private static readonly ContractsJson Wire = ContractsJson.Wire;

    [Fact]
    public async Task Deploy_start_sends_the_message_and_prints_the_id_alone()
    {
        await using var agent = await StandInAgent.SayingAsync(Answers.Status(), Wire.DeploymentStatus, 202);
        var ended = await RunAsync(
            agent,
            "deploy start --service checkout --environment production --version 2.4.1 --previous-version 2.4.0"
            + " --deployment checkout-8f2c --attempt 2 --strategy blue-green --rollback-unsafe migration --actor ci");
        Assert.Equal(new Finished(0, Line("checkout-8f2c"), Line("waiting for the first sign of 2.4.1")), ended);
        var sent = Sent(agent, "/v1/deployments", Wire.DeploymentStarted);
        Assert.Equal(["migration"], sent.RollbackUnsafe);
        Assert.Equal(
            new DeploymentStarted
            {
                DeploymentId = "checkout-8f2c",
                Attempt = 2,
                Service = "checkout",
                Environment = "production",
                Version = "2.4.1",
                PreviousVersion = "2.4.0",
                Strategy = Strategy.BlueGreen,
                RollbackUnsafe = sent.RollbackUnsafe,
                Actor = "ci",
            },
            sent);
    }

    [Fact]
    public async Task Deploy_start_makes_an_id_and_names_the_actor_where_none_is_given()
    {
        await using var agent = await StandInAgent.SayingAsync(Answers.Status(), Wire.DeploymentStatus, 202);
        await RunAsync(agent, "deploy start --service checkout --environment production --version 2.4.1+Build");
        var sent = Sent(agent, "/v1/deployments", Wire.DeploymentStarted);
        Assert.Matches("^checkout-2.4.1-build-[0-9]{14}$", sent.DeploymentId);
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", sent.Actor);
        Assert.Null(sent.StartedAt);
    }

    [Fact]
    public async Task Steps_and_ends_of_a_deployment_are_sent_to_their_places()
    {
        await using var agent = await StandInAgent.SayingAsync(Answers.Status(), Wire.DeploymentStatus);
        await RunAsync(agent, "deploy step d.1 --step 2 --weight 20%");
        await RunAsync(agent, "deploy finish d.1");
        await RunAsync(agent, "deploy cancel d.1 --reason late --actor me");
        await RunAsync(agent, "deploy rolled-back d.1 --version 2.4.0");
        var heard = agent.Heard.ToArray();
        Assert.Equal(
            ["steps", "finish", "cancel", "rolled-back"],
            heard.Select(request => request.Target.Replace("/v1/deployments/d.1/", "", StringComparison.Ordinal)));
        Assert.Equal(
            new DeploymentStepReached { DeploymentId = "d.1", Step = 2, Weight = 0.2 },
            JsonSerializer.Deserialize(heard[0].Body, Wire.DeploymentStepReached));
        Assert.Equal(
            new DeploymentFinished { DeploymentId = "d.1" },
            JsonSerializer.Deserialize(heard[1].Body, Wire.DeploymentFinished));
        Assert.Equal(
            new DeploymentCancelled { DeploymentId = "d.1", Reason = "late", Actor = "me" },
            JsonSerializer.Deserialize(heard[2].Body, Wire.DeploymentCancelled));
        Assert.Equal(
            new RollbackCompleted { DeploymentId = "d.1", Version = "2.4.0" },
            JsonSerializer.Deserialize(heard[3].Body, Wire.RollbackCompleted));
    }

    [Fact]
    public async Task A_persons_word_is_sent_with_the_reason_and_the_actor()
    {
        await using var agent = await StandInAgent.SayingAsync(Answers.Status(), Wire.DeploymentStatus);
        await RunAsync(agent, "override d promote --reason known --actor me");
        await RunAsync(agent, "hold d --reason wait --actor me");
        await RunAsync(agent, "release d --reason go --actor me");
        await RunAsync(agent, "feedback d false-alarm --reason backup --actor me");
        var heard = agent.Heard.ToArray();
        Assert.Equal(
            new VerdictOverridden { DeploymentId = "d", Decision = Decision.Promote, Reason = "known", Actor = "me" },
            JsonSerializer.Deserialize(heard[0].Body, Wire.VerdictOverridden));
        Assert.Equal(
            new HoldPlaced { DeploymentId = "d", Reason = "wait", Actor = "me" },
            JsonSerializer.Deserialize(heard[1].Body, Wire.HoldPlaced));
        Assert.Equal(
            new HoldReleased { DeploymentId = "d", Reason = "go", Actor = "me" },
            JsonSerializer.Deserialize(heard[2].Body, Wire.HoldReleased));
        Assert.Equal(
            new FeedbackGiven { DeploymentId = "d", Kind = FeedbackKind.FalseAlarm, Reason = "backup", Actor = "me" },
            JsonSerializer.Deserialize(heard[3].Body, Wire.FeedbackGiven));
    }

    [Fact]
    public async Task A_mask_is_sent_with_its_end()
    {
        var mask = new SignalsMasked
        {
            Service = "checkout",
            Environment = "production",
            Kind = MaskKind.Maintenance,
            From = Answers.Noon,
            To = Answers.Noon.AddMinutes(30),
            Reason = "upgrade",
            Actor = "me",
        };
        await using var agent = await StandInAgent.SayingAsync(mask, Wire.SignalsMasked, 201);
        var ended = await RunAsync(
            agent,
            "mask --service checkout --environment production --kind maintenance --from 2026-01-31T13:00:00+01:00"
            + " --for 30m --reason upgrade --actor me");
        Assert.Equal(mask, Sent(agent, "/v1/masks", Wire.SignalsMasked));
        Assert.Equal(
            Line("checkout/production: masked from 2026-01-31T12:00:00Z to 2026-01-31T12:30:00Z (maintenance)"),
            ended.Out);
    }

    [Fact]
    public async Task An_announcement_whose_answer_is_lost_is_sent_again_with_the_same_bytes()
    {
        await using var agent = await StandInAgent.StartAsync((context, count) =>
        {
            if (count > 2) return StandInAgent.WriteAsync(context, Answers.Json(Answers.Status()), "application/json");
            context.Abort();
            return Task.CompletedTask;
        });
        var ended = await RunAsync(agent, "deploy start --service checkout --environment production --version 2");
        Assert.Equal(0, ended.Code);
        Assert.Equal(3, agent.Heard.Count);
        Assert.Single(agent.Heard.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task A_persons_word_that_may_have_arrived_is_not_sent_again()
    {
        await using var agent = await StandInAgent.StartAsync((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var ended = await RunAsync(agent, "feedback d missed --reason r");
        Assert.Equal(13, ended.Code);
        Assert.Single(agent.Heard);
    }

    [Fact]
    public async Task A_refusal_by_the_agent_ends_with_2()
    {
        const string problem = """{"title":"Closed","detail":"d is closed; give --attempt 2 to open it again"}""";
        await using var agent = await StandInAgent.SayingAsync(problem, "application/problem+json", 409);
        var ended = await RunAsync(agent, "deploy start --service s --environment e --version 2 --deployment d");
        Assert.Equal(2, ended.Code);
        Assert.Contains("Closed: d is closed; give --attempt 2", ended.Error);
    }

    private static Task<Finished> RunAsync(StandInAgent agent, string line) =>
        BuiltProgram.RunAsync([.. line.Split(' '), "--agent", agent.Address]);

    private static T Sent<T>(
        StandInAgent agent, string target, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> form)
    {
        var request = Assert.Single(agent.Heard);
        Assert.Equal(("POST", target), (request.Method, request.Target));
        return JsonSerializer.Deserialize(request.Body, form)!;
    }

    private static string Line(string text) => text + Environment.NewLine;
}
