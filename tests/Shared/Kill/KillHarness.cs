using System.Net;
using System.Net.Sockets;

namespace Bellwether.Testing.Kill;

/// <summary>Kills the real agent again and again while it watches, and asks whether anybody was told wrong.</summary>
internal sealed class KillHarness(KillPlan plan, TimeProvider time)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AuditPatience = TimeSpan.FromSeconds(60);

    /// <summary>Without a new message for so long everything was delivered; a courier pauses 30 s at most.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5), DeliveryPatience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    public async Task<KillReport> RunAsync(CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("bellwether-kill-").FullName;
        var state = Path.Combine(folder, "state");
        await using var around = await Surroundings.StartAsync(plan.Lanes, new Dice(plan.Seed + 1), time);
        var address = $"http://127.0.0.1:{FreePort()}";
        var file = Path.Combine(folder, "bellwether.yaml");
        await File.WriteAllTextAsync(file, KillConfiguration.Text(plan, address, state, around.Address), stopping);
        using var talk = new AgentTalk(address, time);
        var lanes = around.Pages.Select((page, number) => new Lane(number, page, talk, time)).ToList();
        var killer = new Killer(
            plan, point => AgentProcess.Start([.. plan.Agent, "run", "--config", file], point),
            () => lanes.Exists(lane => lane.IsWatching), time);

        plan.Tell($"{plan.Baseline.TotalSeconds:0} s of normal time first");
        var agent = AgentProcess.Start([.. plan.Agent, "run", "--config", file]);
        try
        {
            await Task.Delay(plan.Baseline, time, stopping);
            if (agent.HasExited) throw new InvalidOperationException($"the agent did not start:\n{agent.Output}");
            agent = await DeployAsync(killer, lanes, agent, stopping);
            around.IsMoody = false;
            await SettleAsync(around.Mailbox, lanes, stopping);
            agent.Stop();
            if (!await agent.EndsWithinAsync(StopPatience, time) || agent.ExitCode != 0)
                killer.Faults.Add($"the agent did not end in good order:\n{agent.Output}");
        }
        finally
        {
            await agent.DisposeAsync();
        }

        var report = await ReportAsync(killer, lanes, around, folder);
        return report with { Took = time.GetElapsedTime(began) };
    }

    private static async Task<AgentProcess> DeployAsync(
        Killer killer, List<Lane> lanes, AgentProcess agent, CancellationToken stopping)
    {
        var over = false;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var deploying = Task.WhenAll(lanes.Select(lane => lane.RunAsync(() => Volatile.Read(ref over), either.Token)));
        var killing = killer.RunAsync(agent, either.Token);
        // A lane never ends before it is told to: where it does, it failed.
        if (await Task.WhenAny(deploying, killing) == deploying) await either.CancelAsync();
        agent = await killing;
        Volatile.Write(ref over, true);
        await deploying;
        return agent;
    }

    /// <summary>Waits until nothing more is delivered, and asks once more what every verdict was.</summary>
    private async Task SettleAsync(Mailbox mailbox, List<Lane> lanes, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        var (last, since) = (mailbox.Copies, began);
        while (time.GetElapsedTime(since) < Quiet && time.GetElapsedTime(began) < DeliveryPatience)
        {
            await Task.Delay(Beat, time, stopping);
            if (mailbox.Copies == last && AllDelivered(mailbox, lanes)) continue;
            (last, since) = (mailbox.Copies, time.GetTimestamp());
        }

        foreach (var lane in lanes)
            foreach (var told in lane.Deployments)
                await lane.AskAsync(told, stopping);
    }

    private static bool AllDelivered(Mailbox mailbox, List<Lane> lanes)
    {
        var watched = mailbox.Ids.Where(id => id.Contains(":watch:", StringComparison.Ordinal))
            .Select(id => id[..id.IndexOf(':', StringComparison.Ordinal)]).ToHashSet();
        return lanes.TrueForAll(lane => lane.Deployments.TrueForAll(told => watched.Contains(told.Id)));
    }

    private async Task<KillReport> ReportAsync(
        Killer killer, List<Lane> lanes, Surroundings around, string folder)
    {
        var state = Path.Combine(folder, "state");
        var (sound, audit) = await AuditAsync(state);
        List<Told> deployments = [.. lanes.SelectMany(lane => lane.Deployments)];
        var findings = KillFindings.Of(around, deployments, state, time);
        List<string> faults = [.. killer.Faults, .. lanes.SelectMany(lane => lane.Faults), .. findings.Faults];
        if (!sound) faults.Add("the audit found the journal changed");
        foreach (var told in deployments.Where(IsWrong))
            faults.Add($"{told.Id}: {told.Decision} of a {(told.IsGood ? "good" : "bad")} version: {told.Verdict}");
        if (faults.Count == 0) Directory.Delete(folder, recursive: true);
        return new KillReport
        {
            Deaths = killer.Deaths,
            DuringWatches = killer.DuringWatches,
            Deployments = deployments,
            Unannounced = around.Mailbox.Ids.Count(id => id.EndsWith(":observed", StringComparison.Ordinal)),
            Messages = around.Mailbox.Ids.Count,
            Copies = around.Mailbox.Copies,
            Troubled = around.Troubled,
            Audit = audit,
            Took = TimeSpan.Zero,
            Faults = faults,
            Folder = folder,
        };
    }

    /// <summary>A quarter of the requests fails, or nothing is wrong: no kill may turn one into the other.</summary>
    private static bool IsWrong(Told told) => told.Decision == (told.IsGood ? "rollback" : "promote");

    private async Task<(bool Sound, string Said)> AuditAsync(string state)
    {
        await using var audit = AgentProcess.Start([.. plan.Agent, "audit", "verify", "--state", state]);
        var ended = await audit.EndsWithinAsync(AuditPatience, time);
        return (ended && audit.ExitCode == 0, audit.Output);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
