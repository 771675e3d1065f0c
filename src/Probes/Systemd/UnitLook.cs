using System.Globalization;

namespace Bellwether.Probes.Systemd;

/// <summary>Makes a look of what systemd says.</summary>
internal static class UnitLook
{
    /// <param name="unit">What systemd says.</param>
    /// <param name="killed">Processes of it that the kernel killed for memory; null where that cannot be
    /// read.</param>
    public static Look Of(UnitFacts unit, double? killed)
    {
        var failure = UnitEnding.FailureOf(unit);
        var (reachability, reason, detail) = Standing(unit, failure);
        return new()
        {
            Reachability = reachability,
            Reason = reason,
            Detail = detail,
            Readings = [.. Readings(unit, killed)],
            Sighting = unit.LastProcess is null && unit.MainProcess is null ? null : new()
            {
                ProcessId = unit.MainProcess ?? unit.LastProcess,
                // Of one that was stopped nobody can tell whether that was its failure.
                Alive = unit.MainProcess is not null ? true : failure is not null ? false : null,
                StartedAt = unit.StartedAt,
                ExitCode = unit.MainProcess is null && failure is not null ? UnitEnding.CodeOf(unit) : null,
                Failure = unit.MainProcess is null && failure is not null ? $"{unit.Unit} {failure}" : null,
            },
        };
    }

    private static (Reachability, string? Reason, string? Detail) Standing(UnitFacts unit, string? failure)
    {
        var why = failure is null ? "" : $": it {failure}";
        return (unit.ActiveState, unit.SubState) switch
        {
            ("active" or "reloading" or "refreshing", _) => (Reachability.Good, null, null),
            ("activating", "auto-restart" or "auto-restart-queued") => (Reachability.Bad, "restarting",
                $"{unit.Unit} is being started again after {Times(unit.Restarts)}{why}"),
            ("activating", _) => (Reachability.Bad, "starting", $"{unit.Unit} is still starting ({unit.SubState})"),
            ("deactivating", _) => (Reachability.Bad, "stopping", $"{unit.Unit} is being stopped{why}"),
            ("failed", _) => (Reachability.Bad, "failed",
                $"{unit.Unit} {failure ?? "ended as it was asked to, and does not run"}"),
            (var state, _) => (Reachability.Bad, "stopped", $"{unit.Unit} does not run ({state}){why}"),
        };
    }

    private static IEnumerable<Reading> Readings(UnitFacts unit, double? killed)
    {
        if (unit.Restarts is { } restarts) yield return Reading.Counter("auto-restarts", restarts, "restarts");
        if (killed is { } count) yield return Reading.Counter("oom-kills", count, "processes");
        if (unit.MainProcess is null) yield break;
        if (unit.Memory is { } memory)
        {
            yield return Reading.Gauge("memory", memory, "bytes");
            if (unit.MostMemory is > 0 and var most)
                yield return Reading.Gauge("memory-used", memory / most, "ratio");
        }

        if (unit is { Tasks: { } tasks, MostTasks: > 0 and var limit })
            yield return Reading.Gauge("tasks-used", tasks / limit, "ratio");
    }

    private static string Times(long? restarts) =>
        (restarts?.ToString(CultureInfo.InvariantCulture) ?? "some")
        + (restarts == 1 ? " automatic restart" : " automatic restarts");
}
