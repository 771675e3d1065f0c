namespace Bellwether.Testing.Kill;

/// <summary>Starts the agent, sees it die, and starts it again, until it has died often enough.</summary>
internal sealed class Killer(KillPlan plan, Func<string?, AgentProcess> start, Func<bool> isWatching, TimeProvider time)
{
    private const int Killed = 137;

    /// <summary>An agent that does not come past its point is killed in another way.</summary>
    private static readonly TimeSpan PointPatience = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan WatchPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly Dice _dice = new(plan.Seed);

    /// <summary>Deaths by kind; at a point only those that the agent died there by itself.</summary>
    public Dictionary<string, int> Deaths { get; } = [];

    /// <summary>Deaths while at least one watch was under way.</summary>
    public int DuringWatches { get; private set; }

    public int Done { get; private set; }

    /// <summary>Ends that nobody asked for; empty for none.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The agent that runs is the first to die; the last one is given back, alive.</summary>
    public async Task<AgentProcess> RunAsync(AgentProcess agent, CancellationToken stopping)
    {
        var kinds = DeathKind.Sequence(plan.Kills, _dice);
        for (var i = 0; i < kinds.Count; i++)
        {
            var died = kinds[i].Failpoint is null
                ? await AtAnyMomentAsync(agent, stopping)
                : await AtPointAsync(agent, kinds[i]);
            Count(agent, died);
            if (died != kinds[i]) Retry(kinds, i);
            await agent.DisposeAsync();
            agent = start(i + 1 < kinds.Count ? kinds[i + 1].Arming(_dice) : null);
        }

        return agent;
    }

    private async Task<DeathKind> AtAnyMomentAsync(AgentProcess agent, CancellationToken stopping)
    {
        // Often in the middle of starting up or just after, else when it has seen something worth forgetting.
        var (least, most) = _dice.Share() < 0.5 ? (0.05, 1.5) : (4.0, 9.0);
        await Task.Delay(_dice.Between(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most)), time, stopping);
        var began = time.GetTimestamp();
        while (!isWatching() && time.GetElapsedTime(began) < WatchPatience) await Task.Delay(Beat, time, stopping);
        if (agent.HasExited) Faults.Add($"the agent ended by itself with {agent.ExitCode}:\n{agent.Output}");
        agent.Kill();
        await agent.EndsWithinAsync(WatchPatience, time);
        return DeathKind.AnyMoment;
    }

    private async Task<DeathKind> AtPointAsync(AgentProcess agent, DeathKind kind)
    {
        if (await agent.EndsWithinAsync(PointPatience, time))
        {
            if (agent.ExitCode != Killed)
                Faults.Add($"at {kind.Name} the agent ended with {agent.ExitCode}:\n{agent.Output}");
            return kind;
        }

        agent.Kill();
        await agent.EndsWithinAsync(WatchPatience, time);
        return DeathKind.AnyMoment;
    }

    private void Count(AgentProcess agent, DeathKind died)
    {
        if (agent.ExitCode != Killed) return;
        Done++;
        if (isWatching()) DuringWatches++;
        Deaths[died.Name] = Deaths.GetValueOrDefault(died.Name) + 1;
        if (Done % 20 == 0 || Done == plan.Kills) plan.Tell($"{Done} of {plan.Kills} kills");
    }

    /// <summary>A point that was not come past takes the place of a later death at any moment.</summary>
    private static void Retry(List<DeathKind> kinds, int missed)
    {
        var later = kinds.FindIndex(missed + 1, kind => kind.Failpoint is null);
        if (later >= 0) kinds[later] = kinds[missed];
    }
}
