using System.Globalization;
using System.Text.Json.Nodes;

namespace Bellwether.Testing.Engines;

/// <summary>A pod with one container, in the members that the API tells.</summary>
internal sealed record StandInPod(string Name, string Revision, DateTimeOffset CreatedAt)
{
    public string Version { get; init; } = "1";

    public bool Ready { get; init; } = true;

    public bool Leaves { get; init; }

    public int Restarts { get; init; }

    /// <summary>Why its container waits; null where it runs.</summary>
    public string? Waiting { get; init; }

    public string Says { get; init; } = "as the node says";

    /// <summary>How its container ended last; null where it never did.</summary>
    public (string Reason, int Code)? Ended { get; init; }

    public string? Unscheduled { get; init; }

    public JsonObject Json()
    {
        var at = CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var meta = new JsonObject
        {
            ["name"] = Name,
            ["creationTimestamp"] = at,
            ["labels"] = new JsonObject
            {
                ["app"] = "checkout",
                ["pod-template-hash"] = Revision,
                ["app.kubernetes.io/version"] = Version,
            },
        };
        if (Leaves) meta["deletionTimestamp"] = at;
        var container = new JsonObject
        {
            ["name"] = "app",
            ["restartCount"] = Restarts,
            ["imageID"] = $"registry.example/checkout@sha256:{Revision}",
            ["state"] = Waiting is null
                ? new JsonObject { ["running"] = new JsonObject { ["startedAt"] = at } }
                : new JsonObject
                {
                    ["waiting"] = new JsonObject { ["reason"] = Waiting, ["message"] = Says },
                },
        };
        if (Ended is { } ended)
            container["lastState"] = new JsonObject
            {
                ["terminated"] = new JsonObject { ["reason"] = ended.Reason, ["exitCode"] = ended.Code },
            };
        return new()
        {
            ["metadata"] = meta,
            ["status"] = new JsonObject
            {
                ["phase"] = Waiting is null ? "Running" : "Pending",
                ["conditions"] = new JsonArray(
                    new JsonObject { ["type"] = "Ready", ["status"] = Ready ? "True" : "False" },
                    new JsonObject
                    {
                        ["type"] = "PodScheduled",
                        ["status"] = Unscheduled is null ? "True" : "False",
                        ["reason"] = Unscheduled is null ? "" : "Unschedulable",
                        ["message"] = Unscheduled ?? "",
                    }),
                ["containerStatuses"] = Unscheduled is null ? new JsonArray(container) : [],
            },
        };
    }
}
