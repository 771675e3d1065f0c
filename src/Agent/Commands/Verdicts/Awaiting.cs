using Bellwether.Agent.Commands.Client;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Verdicts;

/// <summary>Asks for one verdict until it is there, its time is over, or the agent is gone.</summary>
internal sealed class Awaiting(AgentCall call, AwaitedVerdict awaited)
{
    /// <summary>Longest single question. Short enough that a person sees where the watch stands, and that proxies
    /// wait.</summary>
    public static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(10);

    /// <summary>Shortest gap between two questions, should the agent answer pending at once.</summary>
    private static readonly TimeSpan ShortestGap = TimeSpan.FromMilliseconds(200);

    private string _told = "";

    public async Task<int> RunAsync()
    {
        var time = call.Terminal.Time;
        var start = time.GetTimestamp();
        // The first question is short: from then on there is something to tell.
        for (var poll = AgentClient.SilenceLimit; ; poll = LongestPoll)
        {
            var left = awaited.Timeout - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero) return TimedOut();
            var wait = left < poll ? left : poll;
            var asked = time.GetTimestamp();
            var reply = await AskAsync(wait);
            if (reply.Value.Decision != Decision.Pending || reply.Value.Recovery is not null)
            {
                call.Print(reply, VerdictText.Of);
                return CodeOf(reply.Value);
            }

            Tell(reply.Value);
            if (time.GetElapsedTime(asked) < ShortestGap) await Task.Delay(ShortestGap, time, call.Stopping);
        }
    }

    private Task<Reply<GateAnswer>> AskAsync(TimeSpan wait)
    {
        var path = $"/v1/deployments/{awaited.DeploymentId}/verdict"
            + $"?wait={Math.Ceiling(wait.TotalSeconds):0}s&phase={Choices.Word(awaited.Phase)}";
        if (awaited.Step is { } step) path += $"&step={step}";
        var question = new Question(path, Body: null, wait + AgentClient.Patience);
        return call.Client.AskAsync(question, ContractsJson.Wire.GateAnswer, call.Stopping);
    }

    private void Tell(GateAnswer answer)
    {
        var line = answer.Note is null ? answer.Summary : $"{answer.Summary} ({answer.Note})";
        if (line == _told) return;
        if (_told.Length == 0) call.Terminal.Error.WriteLine($"waiting for the verdict of {awaited}");
        _told = line;
        call.Terminal.Error.WriteLine($"  {line}");
    }

    private int TimedOut()
    {
        call.Terminal.Error.WriteLine(
            $"bellwether: no verdict of {awaited} in {Durations.Format(awaited.Timeout)}; it is still being watched");
        return ExitCodes.TimedOut;
    }

    private static int CodeOf(GateAnswer answer) => answer switch
    {
        { Recovery: { } recovery } => recovery.Recovered ? ExitCodes.Ok : ExitCodes.Rollback,
        { Decision: Decision.Promote } => ExitCodes.Ok,
        { Decision: Decision.Rollback } => ExitCodes.Rollback,
        _ => ExitCodes.Inconclusive,
    };
}
