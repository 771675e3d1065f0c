using System.Globalization;

namespace Bellwether.Probes.Docker;

/// <summary>Makes a look of what the engine says.</summary>
internal static class ContainerLook
{
    /// <summary>128 and the signal: what ends as it was asked to (HUP, INT, TERM), and what the engine ended because it
    /// took too long to (KILL). Whether its memory ran out is told apart.</summary>
    private static readonly int[] s_asked = [0, 129, 130, 137, 143];

    /// <param name="container">What the engine says.</param>
    /// <param name="process">A number for its process, be it running or not.</param>
    /// <param name="digest">Digest of its image; null where unknown.</param>
    /// <param name="readings">Its levels.</param>
    public static Look Of(ContainerFacts container, int process, string? digest, IEnumerable<Reading> readings)
    {
        var failure = FailureOf(container);
        var (reachability, reason, detail) = Standing(container, failure);
        return new()
        {
            Reachability = reachability,
            Reason = reason,
            Detail = detail,
            Readings = [.. Counted(container), .. readings],
            Sighting = new()
            {
                ProcessId = container.StartedAt is null && failure is null ? null : process,
                // Of one that was stopped nobody can tell whether that was its failure.
                Alive = container.Process is not null ? true : failure is not null ? false : null,
                StartedAt = container.StartedAt,
                ExitCode = failure is not null ? container.ExitCode : null,
                Failure = failure is not null ? $"container {container.Name} {failure}" : null,
                ImageDigest = digest,
                Version = container.Version,
            },
        };
    }

    /// <summary>How its process failed, in words; null where it runs, or ended as it was asked to.</summary>
    private static string? FailureOf(ContainerFacts container) => container switch
    {
        { Process: not null } => null,
        { OutOfMemory: true } => "was killed because it took too much memory (OOMKilled)",
        { Error.Length: > 0, ExitCode: not 0 } => $"could not be started: {container.Error}",
        _ when s_asked.Contains(container.ExitCode) => null,
        _ => string.Create(CultureInfo.InvariantCulture, $"exited with code {container.ExitCode}"),
    };

    private static (Reachability, string? Reason, string? Detail) Standing(ContainerFacts container, string? failure)
    {
        var name = $"container {container.Name}";
        return container.Status switch
        {
            "running" => Health(container, name),
            "restarting" => (Reachability.Bad, "restarting",
                $"{name} is being started again after {Times(container)}: it "
                + (failure ?? $"ended with code {container.ExitCode}")),
            "created" when failure is null => (Reachability.Bad, "starting", $"{name} was not started yet"),
            "removing" => (Reachability.Bad, "stopping", $"{name} is being removed"),
            "paused" => (Reachability.Bad, "paused", $"{name} is paused"),
            _ when failure is not null => (Reachability.Bad, "failed", $"{name} {failure}"),
            var status => (Reachability.Bad, "stopped", $"{name} does not run ({status})"),
        };
    }

    private static (Reachability, string? Reason, string? Detail) Health(ContainerFacts container, string name) =>
        container.Health switch
        {
            // The engine itself does not know yet: neither a pass nor a failure.
            "starting" => (Reachability.Missing, "health-starting",
                $"no health check of {name} has passed, or failed for good, yet"),
            "unhealthy" => (Reachability.Bad, "unhealthy", string.Create(CultureInfo.InvariantCulture,
                $"{name} is unhealthy, {container.FailingStreak} checks failed")
                + (container.LastCheck.Length > 0 ? $": {container.LastCheck}" : "")),
            _ => (Reachability.Good, null, null),
        };

    private static IEnumerable<Reading> Counted(ContainerFacts container)
    {
        if (container.Restarts is { } restarts) yield return Reading.Counter("auto-restarts", restarts, "restarts");
    }

    private static string Times(ContainerFacts container) => string.Create(CultureInfo.InvariantCulture,
        $"{container.Restarts ?? 0} automatic {(container.Restarts == 1 ? "restart" : "restarts")}");
}
