using System.Globalization;

namespace Bellwether.Probes.Kubernetes;

/// <summary>Makes a look of a workload and its pods.</summary>
internal static class WorkloadLook
{
    /// <param name="name">Name of the workload, for a person.</param>
    /// <param name="workload">What the API says of it; null where only a selector is given.</param>
    /// <param name="pods">Its pods, in any order.</param>
    public static Look Of(string name, WorkloadFacts? workload, IReadOnlyList<PodFacts> pods)
    {
        var staying = pods.Where(pod => !pod.Leaves).ToList();
        var newest = Newest(staying);
        // While its image is fetched nothing of a version is there to be judged; where it never comes that is.
        var shown = Newest(staying.Where(pod => pod.HasRun || pod.Waits is not null));
        var (reason, detail) = Trouble(name, workload, staying, newest);
        return new()
        {
            Reachability = reason is null ? Reachability.Good : Reachability.Bad,
            Reason = reason,
            Detail = detail,
            Readings = [.. Readings(workload, staying, newest)],
            Sighting = shown.Count == 0 ? null : SightingOf(shown),
        };
    }

    /// <summary>The pods of the revision that was brought last: that of the youngest pod.</summary>
    private static List<PodFacts> Newest(IEnumerable<PodFacts> pods)
    {
        var all = pods.ToList();
        var youngest = all.OrderByDescending(pod => pod.CreatedAt).ThenBy(pod => pod.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return youngest is null ? [] : all.FindAll(pod => pod.Revision == youngest.Revision);
    }

    private static (string? Reason, string? Detail) Trouble(
        string name, WorkloadFacts? workload, List<PodFacts> staying, List<PodFacts> newest)
    {
        if (newest.Find(pod => pod.Waits is not null) is { } waiting)
            return ("waiting", $"pod {waiting.Name}: {waiting.Waits}");
        if (workload?.Stuck is { } stuck) return ("stuck", $"{name}: {stuck}");
        if (staying.Count == 0) return ("no-pods", $"{name} has no pods");
        // A rollout takes pods one after the other; where none is ready nobody serves.
        if (staying.Exists(pod => pod.Ready)) return (null, null);
        var none = string.Create(CultureInfo.InvariantCulture, $"none of the {staying.Count} pods of {name} is ready");
        // Alone it is no failure: clusters that grow by themselves have a node for it in a minute or two.
        return newest.Find(pod => pod.Unscheduled is not null) is { } waits
            ? ("starting", $"{none}; pod {waits.Name}: {waits.Unscheduled}") : ("starting", none);
    }

    /// <summary>A revision stands in the place of a process: another one is the sign of a new version.</summary>
    private static Sighting SightingOf(List<PodFacts> shown)
    {
        var failed = shown.Find(pod => pod.Failed is not null);
        return new()
        {
            ProcessId = NoProcess.NumberFor(shown[0].Revision),
            Alive = failed is null ? true : null,
            Version = shown.Select(pod => pod.Version).FirstOrDefault(version => version is not null),
            ImageDigest = shown.SelectMany(pod => pod.Containers).Select(one => one.ImageDigest)
                .FirstOrDefault(digest => digest is not null),
            ExitCode = failed?.Failed!.ExitCode,
            Failure = failed is null ? null : $"pod {failed.Name}: {failed.Failed!.Failure}",
        };
    }

    private static IEnumerable<Reading> Readings(
        WorkloadFacts? workload, List<PodFacts> staying, List<PodFacts> newest)
    {
        foreach (var pod in staying)
            foreach (var one in pod.Containers)
                yield return Restarts(pod.Name, one);
        yield return Reading.Gauge("waiting", newest.Count(pod => pod.Waits is not null), "pods");
        var killed = newest.Count(pod => pod.Containers.Any(one => one.OutOfMemory));
        yield return Reading.Gauge("oom-killed", killed, "pods");
        var wanted = workload?.Wanted ?? staying.Count;
        if (wanted > 0)
            yield return Reading.Gauge("ready", Math.Min(1, (double)staying.Count(pod => pod.Ready) / wanted), "ratio");
        if (workload is null) yield break;
        yield return Reading.Gauge("rollout-stuck", workload.Stuck is null ? 0 : 1, "rollouts");
        if (wanted > 0 && workload.Updated is { } updated)
            yield return Reading.Gauge("updated", Math.Min(1, (double)updated / wanted), "ratio");
    }

    private static Reading Restarts(string pod, ContainerOfPod one) => new("container-restarts", one.Restarts,
        s_restarts, new LabelSet(new("pod", pod), new("container", one.Name)));

    private static readonly MetricFamily s_restarts = new("container-restarts", MetricType.Counter, "restarts");
}
