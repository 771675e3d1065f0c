using System.Globalization;
using System.Text.Json;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets.Kubernetes;

/// <summary>Reads what the API says of pods. Members that are not there are not there: the API leaves out what is
/// empty.</summary>
internal sealed class PodList(KubernetesTargetsOptions options)
{
    /// <summary>A container that has run for so long may be looked at although it never was ready.</summary>
    private static readonly TimeSpan s_startPatience = TimeSpan.FromSeconds(60);

    /// <summary>Pods that were ready once: what is not ready any more is still looked at.</summary>
    private HashSet<string> _wereReady = new(StringComparer.Ordinal);

    /// <summary>Pods that ended of themselves, and that nobody deletes.</summary>
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    /// <summary>The pods that live, with what is known of them.</summary>
    public IReadOnlyList<FoundTarget> TargetsOf(IEnumerable<JsonElement> pods, DateTimeOffset now)
    {
        List<FoundTarget> found = [];
        _ended.Clear();
        foreach (var pod in pods)
            if (TargetOf(pod, now) is { } target)
                found.Add(target);
        _wereReady = [.. _wereReady.Intersect(found.Select(target => target.Instance))];
        return found;
    }

    /// <summary>Whether a pod ended of itself. One that is not listed, or is being deleted, was taken away: no other
    /// failure takes a pod out of the list.</summary>
    public bool HasEnded(string name) => _ended.Contains(name);

    private FoundTarget? TargetOf(JsonElement pod, DateTimeOffset now)
    {
        var (meta, status) = (At(pod, "metadata"), At(pod, "status"));
        // One that is being deleted, or has ended, is on its way out: how it ends is no failure of a version.
        if (Text(meta, "name") is not { } name || Text(meta, "deletionTimestamp") is not null) return null;
        if (Text(status, "phase") is "Succeeded" or "Failed")
        {
            _ended.Add(name);
            return null;
        }

        var containers = Containers(status);
        // While its image is fetched nothing of the version has run.
        if (!containers.Exists(HasRun)) return null;
        var ready = IsReady(status);
        if (ready) _wereReady.Add(name);
        var since = containers.Select(one => Moment(At(At(one, "state"), "running"), "startedAt")).Max();
        var address = Text(status, "podIP");
        var failure = Failure(containers);
        return new()
        {
            Instance = name,
            Host = address is null ? "" : address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address,
            Port = options.Port,
            CanBeLookedAt = address is not null
                && (ready || _wereReady.Contains(name) || now - since >= s_startPatience),
            Version = Text(At(meta, "labels"), options.VersionLabel) is { Length: > 0 and <= 128 } version
                ? version : null,
            ImageDigest = containers.Select(one => DigestOf(Text(one, "imageID"))).FirstOrDefault(d => d is not null),
            Restarts = containers.Sum(one => Number(one, "restartCount") ?? 0),
            Failure = failure?.Words,
            FailedAt = failure?.At,
            ExitCode = failure?.ExitCode,
        };
    }

    private List<JsonElement> Containers(JsonElement status) =>
        At(status, "containerStatuses") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(
                one => options.Container is null || Text(one, "name") == options.Container)]
            : [];

    private static (string Words, DateTimeOffset? At, int? ExitCode)? Failure(List<JsonElement> containers)
    {
        foreach (var container in containers)
        {
            var name = Text(container, "name") ?? "container";
            var state = At(container, "state");
            var ended = At(state, "terminated");
            if (ended.ValueKind is not JsonValueKind.Object) ended = At(At(container, "lastState"), "terminated");
            var (at, code) = (Moment(ended, "finishedAt"), Number(ended, "exitCode"));
            if (Text(ended, "reason") is "OOMKilled")
                return ($"container {name} was killed because it took too much memory (OOMKilled)", at, code);
            if (Text(At(state, "waiting"), "reason") is "CrashLoopBackOff")
                return ($"container {name} ends again and again (CrashLoopBackOff, last exit code {code})", at, code);
            if (code is not (null or 0))
                return ($"container {name} ended with exit code {code}", at, code);
        }

        return null;
    }

    private static bool HasRun(JsonElement container) =>
        At(At(container, "state"), "waiting").ValueKind is not JsonValueKind.Object
        || At(At(container, "lastState"), "terminated").ValueKind is JsonValueKind.Object;

    private static bool IsReady(JsonElement status) =>
        At(status, "conditions") is { ValueKind: JsonValueKind.Array } conditions && conditions.EnumerateArray()
            .Any(one => Text(one, "type") is "Ready" && Text(one, "status") is "True");

    private static string? DigestOf(string? imageId)
    {
        var at = imageId?.IndexOf("sha256:", StringComparison.Ordinal) ?? -1;
        return at < 0 || imageId!.Length - at > 128 ? null : imageId[at..];
    }

    private static JsonElement At(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;

    private static DateTimeOffset? Moment(JsonElement of, string name) => DateTimeOffset.TryParse(
        Text(of, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
