using System.Text.Json;
using Bellwether.Probes.Logs.Messages;

namespace Bellwether.Probes.Docker;

/// <summary>What the engine says of a container at one moment.</summary>
internal sealed record ContainerFacts
{
    private const int LongestLine = 160;

    public required string Name { get; init; }

    /// <summary>Another one under the same name has another.</summary>
    public required string Id { get; init; }

    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c>,
    /// <c>dead</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Null where no process runs.</summary>
    public int? Process { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What its process ended with last.</summary>
    public int ExitCode { get; init; }

    public bool OutOfMemory { get; init; }

    /// <summary>Why the engine could not start it; empty for none.</summary>
    public string Error { get; init; } = "";

    /// <summary>Times that the engine started it again.</summary>
    public int? Restarts { get; init; }

    /// <summary><c>starting</c>, <c>healthy</c>, <c>unhealthy</c>; empty or <c>none</c> where nobody checks.</summary>
    public string Health { get; init; } = "";

    /// <summary>Checks that failed in a row.</summary>
    public int FailingStreak { get; init; }

    /// <summary>Last line of what the last check said, without secrets; empty for none.</summary>
    public string LastCheck { get; init; } = "";

    /// <summary>Id of the image, <c>sha256:…</c>.</summary>
    public string? Image { get; init; }

    public string? Version { get; init; }

    /// <exception cref="EngineException">It has not what every container has.</exception>
    public static ContainerFacts Of(string name, JsonElement root, string? versionLabel)
    {
        var state = At(root, "State");
        var health = At(state, "Health");
        return new()
        {
            Name = name,
            Id = Text(root, "Id") ?? throw Lacks("Id"),
            Status = Text(state, "Status") ?? throw Lacks("State.Status"),
            Process = Number(state, "Pid") is > 0 and var id ? id : null,
            StartedAt = Moment(state, "StartedAt"),
            ExitCode = Number(state, "ExitCode") ?? 0,
            OutOfMemory = At(state, "OOMKilled").ValueKind is JsonValueKind.True,
            Error = SecretText.LastLine(Text(state, "Error"), LongestLine),
            Restarts = Number(root, "RestartCount"),
            Health = Text(health, "Status") ?? "",
            FailingStreak = Number(health, "FailingStreak") ?? 0,
            LastCheck = LastOf(At(health, "Log")),
            Image = Text(root, "Image") is { Length: > 0 and <= 128 } image ? image : null,
            Version = versionLabel is not null && Text(At(At(root, "Config"), "Labels"), versionLabel)
                is { Length: > 0 and <= 128 } version ? version : null,
        };
    }

    internal static JsonElement At(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    internal static string? Text(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : null;

    /// <summary>The first year stands for never.</summary>
    private static DateTimeOffset? Moment(JsonElement of, string name) =>
        At(of, name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var at)
            && at.Year > 1 ? at.ToUniversalTime() : null;

    private static string LastOf(JsonElement log) =>
        log is { ValueKind: JsonValueKind.Array } && log.GetArrayLength() > 0
            ? SecretText.LastLine(Text(log[log.GetArrayLength() - 1], "Output"), LongestLine) : "";

    private static EngineException Lacks(string name) => new($"the engine says no {name} of the container");
}
