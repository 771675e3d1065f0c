using System.Globalization;
using System.Text.Json;
using static Bellwether.Probes.Kubernetes.ApiObject;

namespace Bellwether.Probes.Kubernetes;

/// <summary>What the API says of one container of a pod.</summary>
internal sealed record ContainerOfPod
{
    /// <summary>128 and the signal: what ends as it was asked to (HUP, INT, TERM), and what the node ended because it
    /// took too long to, or failed its liveness probe (KILL). Restarts of those are counted all the same.</summary>
    private static readonly int[] s_asked = [0, 129, 130, 137, 143];

    /// <summary>Reasons to wait that do not pass by themselves.</summary>
    private static readonly string[] s_failing =
    [
        "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "ErrImageNeverPull", "InvalidImageName",
        "CreateContainerConfigError", "CreateContainerError", "RunContainerError", "ErrImageInspect",
        "RegistryUnavailable",
    ];

    public required string Name { get; init; }

    public int Restarts { get; init; }

    /// <summary>It runs, or ran before.</summary>
    public bool HasRun { get; init; }

    public string? ImageDigest { get; init; }

    /// <summary>Why it waits, in words; null where it runs, or waits for what passes.</summary>
    public string? Waits { get; init; }

    /// <summary>Hard evidence against what it runs, in words; null for none.</summary>
    public string? Failure { get; init; }

    /// <summary>Code of its last end; null for none.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Its memory ran out, this time or the last.</summary>
    public bool OutOfMemory { get; init; }

    public static ContainerOfPod Of(JsonElement one)
    {
        var name = Text(one, "name") ?? "container";
        var state = At(one, "state");
        var waiting = At(state, "waiting");
        var ended = At(state, "terminated");
        if (ended.ValueKind is not JsonValueKind.Object) ended = At(At(one, "lastState"), "terminated");
        var reason = Text(waiting, "reason");
        var code = Number(ended, "exitCode");
        var killed = Text(ended, "reason") is "OOMKilled";
        return new()
        {
            Name = name,
            Restarts = Number(one, "restartCount") ?? 0,
            HasRun = waiting.ValueKind is not JsonValueKind.Object || ended.ValueKind is JsonValueKind.Object,
            ImageDigest = DigestOf(Text(one, "imageID")),
            Waits = reason is not null && s_failing.Contains(reason) ? Words(name, reason, waiting) : null,
            Failure = killed ? $"container {name} was killed because it took too much memory (OOMKilled)"
                : reason is "CrashLoopBackOff" ? $"container {name} ends again and again ({Ends(code)})"
                : code is { } given && !s_asked.Contains(given) ? $"container {name} exited with code {Told(given)}"
                : null,
            ExitCode = code,
            OutOfMemory = killed,
        };
    }

    private static string Words(string name, string reason, JsonElement waiting)
    {
        var message = Message(waiting, longest: 100);
        return $"container {name} waits: {reason}" + (message.Length > 0 ? $" ({message})" : "");
    }

    private static string Ends(int? code) =>
        code is { } given ? $"CrashLoopBackOff, last exit code {Told(given)}" : "CrashLoopBackOff";

    private static string Told(int code) => code.ToString(CultureInfo.InvariantCulture);

    private static string? DigestOf(string? imageId)
    {
        var at = imageId?.IndexOf("sha256:", StringComparison.Ordinal) ?? -1;
        return at < 0 || imageId!.Length - at > 128 ? null : imageId[at..];
    }
}
