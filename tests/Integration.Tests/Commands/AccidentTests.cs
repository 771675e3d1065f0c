using System.Runtime.InteropServices;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using Microsoft.AspNetCore.Http;

namespace Bellwether.Integration.Tests.Commands;

/// <summary>No accident may end as a verdict: 0, 10 and 11 are said by agents alone, 1 by nobody.</summary>
public sealed class AccidentTests
{
    [Theory]
    [InlineData("await checkout-8f2c --timeut 3m", "did you mean '--timeout' instead of '--timeut'?")]
    [InlineData("awayt checkout-8f2c", "did you mean 'await' instead of 'awayt'?")]
    [InlineData("deploy strat", "did you mean 'start' instead of 'strat'?")]
    [InlineData("await", "Required argument missing for command: 'await'.")]
    [InlineData("await Checkout", "deployment: 'Checkout' is refused")]
    [InlineData("await x --timeout soon", "--timeout: 'soon' is not understood; write it as")]
    [InlineData("await x --phase lunch", "--phase: 'lunch' is not understood; it takes watch, bake or recovery")]
    [InlineData("await x --step -1", "--step: '-1' is not understood; it takes a whole number of 0 or more")]
    [InlineData("await x --agent nowhere", "--agent: 'nowhere' is no address of an agent")]
    [InlineData("", "Required command was not provided.")]
    [InlineData("deploy start --service s --environment e", "Option '--version' is required.")]
    [InlineData("deploy start --service S --environment e --version 1", "--service: 'S' is refused")]
    [InlineData("deploy step x --step 1 --weight 120%", "--weight: '120%' is not understood")]
    [InlineData("override x pending --reason r", "decision: 'pending' is not understood; it takes promote or rollback")]
    [InlineData("hold x", "Option '--reason' is required.")]
    [InlineData("mask --service s --environment e --kind incident --reason r", "mask takes either --to or --for")]
    [InlineData("run", "run takes --config FILE, or --scrape URL and --service NAME")]
    [InlineData("run --config nowhere.yaml", "there is no file ")]
    [InlineData("discover ftp://x", "url: 'ftp://x' is not understood; it takes an http or https address")]
    public async Task A_mistake_of_the_operator_ends_with_2_and_says_what_is_wrong(string line, string message)
    {
        var ended = await BuiltProgram.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, ended.Code);
        Assert.Empty(ended.Out);
        Assert.Contains(message, ended.Error);
        Assert.DoesNotContain("   at ", ended.Error);
    }

    [Fact]
    public async Task An_at_sign_in_a_reason_names_no_file()
    {
        await using var agent = await StandInAgent.SayingAsync(
            Answers.Status(), ContractsJson.Wire.DeploymentStatus);
        var ended = await BuiltProgram.RunAsync("hold", "x", "--reason", "@nofile", "--agent", agent.Address);
        Assert.Equal(0, ended.Code);
        Assert.Contains("\"reason\":\"@nofile\"", Assert.Single(agent.Heard).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_agent_at_all_ends_with_13()
    {
        // Port 1 of loopback is nobody's.
        var ended = await BuiltProgram.RunAsync("await", "x", "--agent", "http://127.0.0.1:1", "--retry", "200ms");
        Assert.Equal(13, ended.Code);
        Assert.Contains("no agent answers at http://127.0.0.1:1: Connection refused", ended.Error);
    }

    [Theory]
    [InlineData("<html><body>Welcome to nginx</body></html>", "text/html", 200, "'text/html', not JSON")]
    [InlineData("{\"decision\":\"promo", "application/json", 200, "cannot be read")]
    [InlineData("{}", "application/json", 200, "cannot be read")]
    [InlineData("null", "application/json", 200, "cannot be read")]
    [InlineData("[]", "application/json", 200, "cannot be read")]
    [InlineData("", "application/json", 200, "cannot be read")]
    [InlineData("", "text/plain", 302, "it answered 302")]
    [InlineData("boom", "text/plain", 500, "it answered 500 InternalServerError")]
    [InlineData("{\"title\":\"Starting\"}", "application/problem+json", 503, "it answered Starting")]
    public async Task What_answers_but_is_no_agent_ends_with_13(string body, string type, int status, string message)
    {
        await using var agent = await StandInAgent.SayingAsync(body, type, status);
        var ended = await BuiltProgram.RunAsync("await", "x", "--agent", agent.Address, "--retry", "200ms");
        Assert.Equal(13, ended.Code);
        Assert.Empty(ended.Out);
        Assert.Contains(message, ended.Error);
    }

    [Fact]
    public async Task A_decision_that_is_not_known_is_no_promote()
    {
        var json = Answers.Json(Answers.Gate(Decision.Promote))
            .Replace("promote", "go-ahead", StringComparison.Ordinal);
        await using var agent = await StandInAgent.SayingAsync(json, "application/json");
        Assert.Equal(13, (await BuiltProgram.RunAsync("await", "x", "--agent", agent.Address)).Code);
    }

    [Fact]
    public async Task Half_an_answer_ends_with_13()
    {
        await using var agent = await StandInAgent.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("{\"schema\":1,");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        var ended = await BuiltProgram.RunAsync("await", "x", "--agent", agent.Address, "--retry", "200ms");
        Assert.Equal(13, ended.Code);
        Assert.Empty(ended.Out);
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up_and_ends_with_13()
    {
        var chunk = new string(' ', 1 << 20);
        await using var agent = await StandInAgent.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(chunk);
        });
        var ended = await BuiltProgram.RunAsync("await", "x", "--agent", agent.Address, "--retry", "1ms");
        Assert.Equal(13, ended.Code);
    }

    [Fact]
    public async Task An_agent_that_never_answers_ends_with_13()
    {
        await using var agent = await StandInAgent.StartAsync((context, _) => Hang(context));
        var ended = await BuiltProgram.RunAsync(
            "await", "x", "--agent", agent.Address, "--timeout", "1s", "--retry", "1ms");
        Assert.Equal(13, ended.Code);
        Assert.Contains("no answer in 6s", ended.Error);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGINT, 130)]
    public async Task A_signal_while_waiting_ends_it_as_shells_say_it(PosixSignal signal, int code)
    {
        var asked = new TaskCompletionSource();
        await using var agent = await StandInAgent.StartAsync((context, _) =>
        {
            asked.TrySetResult();
            return Hang(context);
        });
        var process = BuiltProgram.Start("await", "x", "--agent", agent.Address);
        await asked.Task;
        BuiltProgram.Signal(process, signal);
        Assert.Equal(code, (await BuiltProgram.EndAsync(process)).Code);
    }

    [Theory]
    [InlineData("$program await x --agent $agent | true; exit ${PIPESTATUS[0]}", 10)]
    [InlineData("$program await x --agent $agent >&-", 70)]
    [InlineData("$program await x --agent $agent >/dev/full", 70)]
    public async Task An_output_that_is_gone_never_changes_the_verdict_into_another(string script, int code)
    {
        await using var agent = await StandInAgent.SayingAsync(
            Answers.Gate(Decision.Rollback), ContractsJson.Wire.GateAnswer);
        Assert.Equal(code, (await BuiltProgram.RunInShellAsync(script, ("agent", agent.Address))).Code);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("1", true)]
    public async Task A_fault_of_ours_is_one_line_and_its_trace_is_to_be_had(string trace, bool whole)
    {
        var ended = await BuiltProgram.RunInShellAsync("$program version >/dev/full", ("BELLWETHER_TRACE", trace));
        Assert.Equal(70, ended.Code);
        Assert.Equal(whole, ended.Error.Contains("   at ", StringComparison.Ordinal));
        if (!whole) Assert.Contains("BELLWETHER_TRACE=1 shows the trace", Assert.Single(Lines(ended.Error)));
    }

    private static string[] Lines(string text) =>
        text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static Task Hang(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(() => gone.TrySetResult());
        return gone.Task;
    }
}
