using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.FailureAtOnce;

/// <summary>Failures that need no warm-up: the new process is gone, restarts again and again, or says itself that it
/// failed.</summary>
/// <remarks>Always on. The end of the old process is never a failure: only a process id other than the one at the
/// announcement is new.</remarks>
internal static class FailureAtOnceRule
{
    public const string Name = "failure-at-once";

    private const int LooksToBeGone = 2;
    private const int RestartsToFail = 2;

    /// <summary>The kernel's largest process id.</summary>
    private const int LargestProcess = 1 << 22;

    /// <summary>The failure, else that the new processes are alive.</summary>
    /// <returns>Null where nothing is known of a new process.</returns>
    public static Finding? Examine(WatchSnapshot snapshot)
    {
        var instances = new SortedDictionary<string, Watched>(StringComparer.Ordinal);
        foreach (var mark in snapshot.Processes)
        {
            if (!instances.TryGetValue(mark.Instance, out var watched))
                instances[mark.Instance] = watched = new(StartOf(snapshot, mark.Instance));
            if (watched.Failure is null) See(watched, mark, snapshot.T0);
        }

        foreach (var (instance, watched) in instances)
            if (watched.Failure is { } failure)
                return Said(snapshot, Outcome.Fail, "process", watched.Marks, $"{failure} on {instance}");
        if (Restarting(snapshot) is { } restarting) return restarting;
        var alive = instances.Where(of => of.Value.New.Count > 0).ToList();
        return alive.Count == 0 ? null : Said(snapshot, Outcome.Pass, "process", alive.Sum(of => of.Value.Marks),
            $"the new {(alive.Count == 1 ? "process is" : "processes are")} there"
            + ListOf([.. alive.Select(of => of.Value.New[^1]).Where(id => id <= LargestProcess)]));
    }

    private static string ListOf(IReadOnlyList<int> ids) => ids.Count == 0 ? "" : $" ({string.Join(", ", ids)})";

    /// <summary>Its id, unless that was made up by a probe that sees none.</summary>
    private static string Named(int id) => id <= LargestProcess ? $" {id}" : "";

    private static int? StartOf(WatchSnapshot snapshot, string instance) =>
        snapshot.ProcessesAtStart.TryGetValue(instance, out var id) ? id : null;

    private static void See(Watched watched, ProcessMark mark, DateTimeOffset? t0)
    {
        watched.Marks++;
        // Evidence of a process counts where that one is new; of an instance without one it counts as it is.
        if (mark.ProcessId is null) watched.Failure ??= mark.Failure;
        if (mark.ProcessId is { } id) Meet(watched, id, mark, t0);
        if (watched.New.Count == 0)
        {
            watched.AbsentBefore |= mark.Alive == false;
            return;
        }

        var ofNew = mark.ProcessId is null || mark.ProcessId == watched.New[^1];
        if (ofNew) watched.Failure ??= mark.Failure;
        if (ofNew && mark.ExitCode is { } code && code != 0)
            watched.Failure ??= $"the new process{Named(watched.New[^1])} exited with code {code}";
        // Where it could not be told the look says nothing, neither that it is gone nor that it is there.
        if (mark.Alive is { } alive) watched.Absent = !alive && ofNew ? watched.Absent + 1 : 0;
        if (watched.Absent >= LooksToBeGone)
            watched.Failure ??= $"the new process{Named(watched.New[^1])} is gone";
        if (watched.New.Count > RestartsToFail)
            watched.Failure ??= $"the new process restarted {watched.New.Count - 1} times";
    }

    private static void Meet(Watched watched, int id, ProcessMark mark, DateTimeOffset? t0)
    {
        // Where no id was known at the announcement, the first one seen is the old one, unless nothing ran before it or
        // it was first seen after t0.
        if (watched.Old is null && watched.New.Count == 0 && !watched.AbsentBefore
            && !(mark.At >= t0))
            watched.Old = id;
        if (id == watched.Old || watched.New.Contains(id)) return;
        watched.New.Add(id);
        watched.Absent = 0;
    }

    private static Finding? Restarting(WatchSnapshot snapshot)
    {
        if (snapshot.T0 is null) return null;
        foreach (var (name, signal) in snapshot.Signals.OrderBy(of => of.Key, StringComparer.Ordinal))
            if (name.EndsWith(".restarts", StringComparison.Ordinal)
                && signal.Count >= RestartsToFail && signal.CountBefore < RestartsToFail)
                return Said(snapshot, Outcome.Fail, name, 0, $"{signal.Count} restarts after the replacement");
        return null;
    }

    private static Finding Said(WatchSnapshot snapshot, Outcome outcome, string signal, int looks, string words) =>
        new()
        {
            Evidence = new()
            {
                Rule = Name,
                Signal = signal,
                Outcome = outcome,
                Method = Name,
                Unit = "looks",
                Observed = new() { From = snapshot.AnnouncedAt, To = snapshot.Now, Points = looks },
                Explanation = words,
            },
        };

    /// <summary>One instance's processes, as far as its looks have been read.</summary>
    private sealed class Watched(int? old)
    {
        public int? Old { get; set; } = old;

        public List<int> New { get; } = [];

        public bool AbsentBefore { get; set; }

        public int Absent { get; set; }

        public int Marks { get; set; }

        public string? Failure { get; set; }
    }
}
