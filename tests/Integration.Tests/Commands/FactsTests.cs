using System.Text.Json;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Integration.Tests.Commands;

public sealed class FactsTests
{
    private static readonly ContractsJson Wire = ContractsJson.Wire;
    private static readonly string[] Checkout = ["--service", "checkout", "--environment", "production"];

    [Fact]
    public async Task Ready_ends_with_0()
    {
        await using var agent = await StandInAgent.SayingAsync(Answers.Preflight(), Wire.PreflightAssessed);
        var ended = await BuiltProgram.RunAsync(["preflight", .. Checkout, "--agent", agent.Address]);
        Assert.Equal(new Finished(0, "ready: checkout/production" + Environment.NewLine, ""), ended);
    }

    [Fact]
    public async Task Not_ready_ends_with_10_and_says_why_and_for_how_long()
    {
        var found = Answers.Preflight(new PreflightReason("no-baseline", "app.errors", "12 of 75 s are known", 63));
        await using var agent = await StandInAgent.SayingAsync(found, Wire.PreflightAssessed);
        var ended = await BuiltProgram.RunAsync(["preflight", .. Checkout, "--agent", agent.Address]);
        Assert.Equal(10, ended.Code);
        Assert.Contains("no-baseline (app.errors): 12 of 75 s are known (about 1m3s left)", ended.Out);
    }

    [Fact]
    public async Task Waiting_for_readiness_ends_when_it_is_there()
    {
        var notYet = Answers.Preflight(new PreflightReason("no-baseline", null, "not yet", 1));
        await using var agent = await StandInAgent.StartAsync((context, count) => StandInAgent.WriteAsync(
            context, Answers.Json(count < 3 ? notYet : Answers.Preflight()), "application/json"));
        var ended = await BuiltProgram.RunAsync(["preflight", .. Checkout, "--wait", "30s", "--agent", agent.Address]);
        Assert.Equal(0, ended.Code);
        Assert.Equal(3, agent.Heard.Count);
    }

    [Fact]
    public async Task Status_shows_one_deployment_with_its_state()
    {
        await using var agent = await StandInAgent.SayingAsync(Answers.Status(), Wire.DeploymentStatus);
        var ended = await BuiltProgram.RunAsync("status", "checkout-8f2c", "--agent", agent.Address);
        Assert.Equal(0, ended.Code);
        Assert.Equal("/v1/deployments/checkout-8f2c", Assert.Single(agent.Heard).Target);
        Assert.StartsWith("checkout-8f2c: checkout/production 2.4.1", ended.Out);
        Assert.Contains("announced, step 0, attempt 1", ended.Out);
    }

    [Fact]
    public async Task Status_lists_deployments_with_tabs_for_other_programs()
    {
        IReadOnlyList<DeploymentStatus> all = [Answers.Status("a"), Answers.Status("b")];
        await using var agent = await StandInAgent.SayingAsync(all, Wire.IReadOnlyListDeploymentStatus);
        var ended = await BuiltProgram.RunAsync("status", "--agent", agent.Address);
        var rows = ended.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["deployment", "a", "b"], rows.Select(row => row.Split('\t')[0]));
    }

    [Fact]
    public async Task The_agent_is_found_by_the_variable()
    {
        IReadOnlyList<DeploymentStatus> none = [];
        await using var agent = await StandInAgent.SayingAsync(none, Wire.IReadOnlyListDeploymentStatus);
        var ended = await BuiltProgram.RunInShellAsync("$program status", ("BELLWETHER_AGENT", agent.Address));
        Assert.Equal(new Finished(0, "", "no deployment was announced yet; `bellwether signals` shows what is watched"
            + " meanwhile" + Environment.NewLine), ended);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("two candidates and no reason to choose", 11)]
    public async Task Doctor_ends_with_11_when_a_verdict_would_be_inconclusive(string? problem, int code)
    {
        IReadOnlyList<SignalStatus> signals =
        [
            new()
            {
                Service = "checkout",
                Environment = "production",
                Signal = "app.errors",
                Kind = SignalKind.Ratio,
                Unit = "ratio",
                Source = "a page",
                HistoryPoints = 80,
                Problem = problem,
            },
        ];
        await using var agent = await StandInAgent.StartAsync((context, _) => StandInAgent.WriteAsync(
            context,
            context.Request.Path.Value switch
            {
                "/v1/signals" => JsonSerializer.Serialize(signals, Wire.IReadOnlyListSignalStatus),
                "/v1/deployments" => JsonSerializer.Serialize(
                    [Answers.Status() with { State = DeploymentState.AwaitingRollback }],
                    Wire.IReadOnlyListDeploymentStatus),
                _ => Answers.Json(Answers.Preflight()),
            },
            "application/json"));
        var ended = await BuiltProgram.RunAsync("doctor", "--agent", agent.Address);
        Assert.Equal(code, ended.Code);
        Assert.Contains("is awaiting-rollback: nothing is learned of what is normal until it is rolled back and "
            + "`bellwether deploy rolled-back checkout-8f2c` says so", ended.Out);
        if (problem is not null) Assert.Contains(problem, ended.Out);
    }

    [Fact]
    public async Task Doctor_finds_that_an_agent_without_signals_cannot_judge()
    {
        IReadOnlyList<SignalStatus> none = [];
        await using var agent = await StandInAgent.SayingAsync(none, Wire.IReadOnlyListSignalStatus);
        Assert.Equal(11, (await BuiltProgram.RunAsync("doctor", "--agent", agent.Address)).Code);
    }

    [Fact]
    public async Task Doctor_names_a_probe_that_sees_nothing_although_a_deployment_may_start()
    {
        await using var agent = await SayingAsync(Blind);
        var ended = await BuiltProgram.RunAsync("doctor", "--agent", agent.Address);
        Assert.Equal(11, ended.Code);
        Assert.StartsWith("ready: checkout/production", ended.Out);
        Assert.Contains("  blind (disk.up): the probe disk sees nothing for 12 min: there is no program /x", ended.Out);
        var json = await BuiltProgram.RunAsync("doctor", "--json", "--agent", agent.Address);
        Assert.Contains("\"code\":\"blind\",\"signal\":\"disk.up\"", json.Out);
    }

    [Fact]
    public async Task Doctor_names_what_rules_in_the_file_no_longer_judge_and_yet_it_is_ready()
    {
        await using var agent = await SayingAsync(
            Blind with { Signal = "app.latency", Kind = SignalKind.Latency, DefaultRule = "slow-requests" },
            Blind with { Signal = "app.errors", Kind = SignalKind.Ratio, DefaultRule = "errors" });
        var ended = await BuiltProgram.RunAsync("doctor", "--agent", agent.Address);
        Assert.Equal(0, ended.Code);
        Assert.Contains("  nothing judges app.errors and app.latency: rules in the file take the place", ended.Out);
    }

    [Fact]
    public async Task Signals_are_listed_and_one_is_told_in_full()
    {
        await using var agent = await SayingAsync(Blind, Blind with { Signal = "disk.free", Kind = SignalKind.Gauge });
        var all = await BuiltProgram.RunAsync("signals", "disk", "--agent", agent.Address);
        Assert.Equal((0, 3), (all.Code, all.Out.TrimEnd().Split('\n').Length));
        var one = await BuiltProgram.RunAsync("signals", "disk.up", "--service", "checkout", "--agent", agent.Address);
        Assert.StartsWith("disk.up: checkout/production", one.Out);
        var typo = await BuiltProgram.RunAsync("signals", "dsk.up", "--agent", agent.Address);
        Assert.Equal(2, typo.Code);
        Assert.Contains("there is no signal 'dsk.up'; did you mean 'disk.up'?", typo.Error);
    }

    [Fact]
    public async Task A_signal_that_a_rule_waits_for_says_which_one_is_near()
    {
        await using var agent = await SayingAsync(
            Blind with { Signal = "app.saturation.pool", Kind = SignalKind.Gauge, LastAt = Answers.Noon },
            Blind with
            {
                Signal = "app.saturation.pol",
                Kind = SignalKind.Gauge,
                Looks = [],
                JudgedBy = ["pool"],
                Problem = "the rule pool waits for it: nothing has shown it yet",
            });
        var ended = await BuiltProgram.RunAsync("signals", "app.saturation.pol", "--agent", agent.Address);
        Assert.Contains("problem     the rule pool waits for it: nothing has shown it yet", ended.Out);
        Assert.Contains("near        did you mean 'app.saturation.pool'?", ended.Out);
    }

    [Fact]
    public async Task Version_says_what_runs()
    {
        var ended = await BuiltProgram.RunAsync("version");
        Assert.Equal(0, ended.Code);
        Assert.Matches(@"^bellwether \d+\.\d+\.\d+ \(\.NET 10", ended.Out);
    }

    private static SignalStatus Blind { get; } = new()
    {
        Service = "checkout",
        Environment = "production",
        Signal = "disk.up",
        Kind = SignalKind.State,
        Unit = "looks",
        Source = "whether the exec probe disk is answered",
        HistoryPoints = 0,
        Looks =
        [
            new()
            {
                Instance = "disk",
                Outcome = LookOutcome.Missing,
                At = Answers.Noon,
                Since = Answers.Noon - TimeSpan.FromMinutes(12),
                Blind = true,
                Why = "there is no program /x (not-found)",
            },
        ],
    };

    private static Task<StandInAgent> SayingAsync(params IReadOnlyList<SignalStatus> signals) =>
        StandInAgent.StartAsync((context, _) => StandInAgent.WriteAsync(
            context,
            context.Request.Path.Value switch
            {
                "/v1/signals" => JsonSerializer.Serialize(signals, Wire.IReadOnlyListSignalStatus),
                "/v1/deployments" => "[]",
                _ => Answers.Json(Answers.Preflight()),
            },
            "application/json"));
}
