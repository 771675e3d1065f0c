using System.Text.Json;

namespace Bellwether.Probes.RabbitMq;

/// <summary>What is read of the answers of the management plug-in.</summary>
/// <remarks>Source: "RabbitMQ Management HTTP API" and "Monitoring" of its documentation.</remarks>
internal static class RabbitMqReadings
{
    private static readonly LabelSet Again = new(new KeyValuePair<string, string>("again", "yes"));
    private static readonly LabelSet Once = new(new KeyValuePair<string, string>("again", "no"));

    /// <summary>Of the nodes: a list of one each.</summary>
    public static void AddNodes(JsonElement nodes, List<Reading> readings)
    {
        if (nodes.ValueKind is not JsonValueKind.Array) return;
        int alarms = 0, down = 0;
        double memory = -1, files = -1;
        foreach (var node in nodes.EnumerateArray())
        {
            if (Is(node, "running", JsonValueKind.False)) down++;
            if (Is(node, "mem_alarm", JsonValueKind.True)) alarms++;
            if (Is(node, "disk_free_alarm", JsonValueKind.True)) alarms++;
            memory = Math.Max(memory, Share(node, "mem_used", "mem_limit"));
            files = Math.Max(files, Share(node, "fd_used", "fd_total"));
        }

        readings.Add(Reading.Gauge("alarms", alarms, "alarms"));
        readings.Add(Reading.Gauge("nodes-down", down, "nodes"));
        if (memory >= 0) readings.Add(Reading.Gauge("memory", memory, "ratio"));
        if (files >= 0) readings.Add(Reading.Gauge("files", files, "ratio"));
    }

    public static void AddOverview(JsonElement overview, List<Reading> readings)
    {
        if (overview.ValueKind is not JsonValueKind.Object
            || !overview.TryGetProperty("object_totals", out var totals)) return;
        foreach (var name in new[] { "connections", "channels" })
            if (Number(totals, name) is { } count)
                readings.Add(Reading.Gauge(name, count, name));
    }

    public static void AddQueue(string name, JsonElement queue, List<Reading> readings)
    {
        Level("consumers", "consumers");
        Level("messages_ready", "ready");
        Level("messages_unacknowledged", "unacknowledged");
        // Of a queue that nothing went through there are none: that is zero, and the first message counts.
        var stats = queue.ValueKind is JsonValueKind.Object && queue.TryGetProperty("message_stats", out var told)
            ? told : default;
        var delivered = Number(stats, "deliver_get") ?? 0;
        var again = Number(stats, "redeliver") ?? 0;
        var family = new MetricFamily($"{name}.deliveries", MetricType.Counter, "messages");
        readings.Add(new(family.Name, again, family, Again));
        readings.Add(new(family.Name, Math.Max(0, delivered - again), family, Once));
        readings.Add(Reading.Counter($"{name}.published", Number(stats, "publish") ?? 0, "messages"));
        readings.Add(Reading.Counter($"{name}.acknowledged", Number(stats, "ack") ?? 0, "messages"));

        void Level(string field, string what)
        {
            if (Number(queue, field) is { } level)
                readings.Add(Reading.Gauge($"{name}.{what}", level, what is "consumers" ? what : "messages"));
        }
    }

    private static bool Is(JsonElement of, string field, JsonValueKind kind) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(field, out var value) && value.ValueKind == kind;

    private static double Share(JsonElement of, string used, string most) =>
        Number(of, used) is { } part && Number(of, most) is { } whole and > 0 ? part / whole : -1;

    private static double? Number(JsonElement of, string field) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(field, out var value)
            && value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}
