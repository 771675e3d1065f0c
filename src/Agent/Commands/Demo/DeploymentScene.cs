using System.Collections.Concurrent;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>One deployment: the pipeline brings a version, and acts on what Bellwether says.</summary>
internal sealed class DeploymentScene(DemoStage stage, DemoScreen screen, AgentWindow window, TimeProvider time)
{
    private const string PipelineSays = "pipeline: ";

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _heard = new();

    public async Task<DemoOutcome> PlayAsync(DemoVersion version, CancellationToken stopping)
    {
        screen.Pause();
        screen.Tell($"VERSION {version.Version} is deployed. What is wrong with it: {version.Fault}.");
        int code;
        await using (var pipeline = stage.Deploy(version, Heard)) code = await FollowAsync(pipeline, version, stopping);
        if (code is not (ExitCodes.Ok or ExitCodes.Rollback))
        {
            screen.Tell("A person takes the hold for what it is, and has the version before put back.");
            await using var putBack = stage.PutBack(version, Heard);
            await FollowAsync(putBack, version, stopping);
        }

        return new(version, code, await window.DeploymentAsync(version.DeploymentId, stopping));
    }

    private async Task<int> FollowAsync(DemoProcess pipeline, DemoVersion version, CancellationToken stopping)
    {
        var ended = pipeline.EndedAsync(stopping);
        while (!ended.IsCompleted)
        {
            stage.CheckIsWhole();
            await TellAsync(version, stopping);
            await Task.WhenAny(ended, Task.Delay(Beat, time, stopping));
        }

        var code = await ended;
        await TellAsync(version, stopping);
        screen.Tell($"The pipeline ends with {code}.");
        return code;
    }

    private async Task TellAsync(DemoVersion version, CancellationToken stopping)
    {
        // The pipeline's words come after the verdict that they follow from.
        var heard = _heard.Count;
        var status = await window.DeploymentAsync(version.DeploymentId, stopping);
        if (status is not null) Tell(status);
        for (; heard > 0 && _heard.TryDequeue(out var line); heard--) screen.Tell(line);
        screen.Status(status is null ? $"{version.DeploymentId} is not announced yet" : DemoWords.Progress(status));
    }

    private void Tell(DeploymentStatus status)
    {
        foreach (var verdict in status.Verdicts.Where(v => _told.Add(v.VerdictId))) Tell(status, verdict);
        if (status.Recovery is { } recovery && _told.Add($"{status.DeploymentId} recovery"))
            screen.Tell($"BELLWETHER {(recovery.Recovered ? "recovered" : "not recovered")}: {recovery.Summary}");
    }

    private void Tell(DeploymentStatus status, VerdictIssued verdict)
    {
        var after = DemoWords.Seconds(verdict.DecidedAt - status.AnnouncedAt);
        var sign = verdict.T0 is { } t0 ? $", {DemoWords.Seconds(verdict.DecidedAt - t0)} after its first sign" : "";
        var word = DemoWords.Verdict(verdict.Decision, verdict.Cause);
        screen.Tell($"BELLWETHER {word}, {after} after the announcement{sign}:");
        screen.Tell($"  {verdict.Summary}");
    }

    // What the commands say to the pipeline is in its log; here the agent's own answers are told.
    private void Heard(string line)
    {
        if (line.StartsWith(PipelineSays, StringComparison.Ordinal)) _heard.Enqueue(line);
    }
}
