using System.Net;
using System.Text.Json.Nodes;

namespace Bellwether.Testing.Kill;

/// <summary>One service's pipeline: deployments one after another, good and bad ones alternately.</summary>
internal sealed class Lane(int number, LanePage page, AgentTalk talk, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    /// <summary>Without a verdict for so long it is lost: more than the policy's deadline, and many restarts.</summary>
    private static readonly TimeSpan VerdictPatience = TimeSpan.FromMinutes(3);

    /// <summary>For a bake or a recovery to end; the next deployment ends it where it does not.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(6);

    private string _lastGood = "v0";
    private bool _closed;

    public static string ServiceOf(int number) => $"lane-{number}";

    /// <summary>Every deployment that was accepted, in order.</summary>
    public List<Told> Deployments { get; } = [];

    /// <summary>What went otherwise than it must; empty for nothing.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Whether a watch is under way just now.</summary>
    public bool IsWatching { get; private set; }

    public async Task RunAsync(Func<bool> enough, CancellationToken stopping)
    {
        for (var i = number; !enough(); i++) await DeployAsync(i, stopping);
    }

    private async Task DeployAsync(int index, CancellationToken stopping)
    {
        var (service, version) = (ServiceOf(number), $"v{index + 1}");
        var told = new Told($"{service}-{version}", isGood: index % 2 == 0);
        if (!await AnnounceAsync(told, version, stopping))
        {
            await Task.Delay(EndPatience, time, stopping);
            return;
        }

        Deployments.Add(told);
        IsWatching = true;
        page.Swap(told.IsGood ? LanePage.Healthy : LanePage.Sick);
        await SayAsync(told, "finish", stopping);
        await FollowAsync(told, () => told.Verdict is not null, VerdictPatience, stopping);
        IsWatching = false;
        if (told.Verdict is null) Faults.Add($"{told.Id}: no verdict after {VerdictPatience.TotalMinutes} minutes");
        if (told.Decision == "promote") _lastGood = version;
        if (told.Decision == "rollback")
        {
            page.Swap(LanePage.Healthy);
            await SayAsync(told, "rolled-back", stopping);
        }

        await FollowAsync(told, () => _closed, EndPatience, stopping);
        // What the versions before it said is still so.
        foreach (var earlier in Deployments.TakeLast(4)) await AskAsync(earlier, stopping);
    }

    private async Task<bool> AnnounceAsync(Told told, string version, CancellationToken stopping)
    {
        var status = await talk.PostAsync("/v1/deployments", new JsonObject
        {
            ["deploymentId"] = told.Id,
            ["service"] = ServiceOf(number),
            ["environment"] = KillConfiguration.Environment,
            ["version"] = version,
            ["previousVersion"] = _lastGood,
        }, stopping);
        // The agent may have died after it took the announcement and judged before we were answered.
        if (status is HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.Conflict) return true;
        Faults.Add($"{told.Id}: its announcement was answered {(int)status}");
        return false;
    }

    private async Task SayAsync(Told told, string what, CancellationToken stopping)
    {
        var status = await talk.PostAsync($"/v1/deployments/{told.Id}/{what}", [], stopping);
        if (status is not (HttpStatusCode.Accepted or HttpStatusCode.OK))
            Faults.Add($"{told.Id}: {what} was answered {(int)status}");
    }

    private async Task FollowAsync(Told told, Func<bool> until, TimeSpan patience, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        _closed = false;
        while (true)
        {
            await AskAsync(told, stopping);
            if (until() || time.GetElapsedTime(began) > patience) return;
            await Task.Delay(Beat, time, stopping);
        }
    }

    /// <summary>Asks for the verdict as a gate does, and for the whole deployment; both must say the same.</summary>
    public async Task AskAsync(Told told, CancellationToken stopping)
    {
        if (await talk.GetAsync($"/v1/deployments/{told.Id}/verdict", stopping) is { } gate)
        {
            if (gate.Status == HttpStatusCode.OK) told.Hear(gate.Body.GetProperty("verdict"));
            else told.Faults.Add($"{told.Id}: accepted, and then answered {(int)gate.Status}");
        }

        if (await talk.GetAsync($"/v1/deployments/{told.Id}", stopping) is not { Status: HttpStatusCode.OK } status)
            return;
        var verdicts = status.Body.GetProperty("verdicts").EnumerateArray()
            .Where(verdict => verdict.GetProperty("phase").GetString() == "watch").ToList();
        if (verdicts.Count > 1) told.Faults.Add($"{told.Id}: {verdicts.Count} verdicts of its watch");
        if (verdicts.Count == 1 || told.Verdict is not null) told.Hear(verdicts.Count == 1 ? verdicts[0] : null);
        _closed = status.Body.GetProperty("state").GetString() == "closed";
    }
}
