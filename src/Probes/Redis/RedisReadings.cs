namespace Bellwether.Probes.Redis;

/// <summary>What is read of INFO.</summary>
internal static class RedisReadings
{
    private static readonly MetricFamily Lookups = new("lookups", MetricType.Counter, "lookups");
    private static readonly LabelSet Hit = new(new KeyValuePair<string, string>("outcome", "hit"));
    private static readonly LabelSet Miss = new(new KeyValuePair<string, string>("outcome", "miss"));

    private static readonly string[] Persistence =
        ["rdb_last_bgsave_status", "aof_last_write_status", "aof_last_bgrewrite_status"];

    /// <param name="info">The answer.</param>
    /// <param name="isWarm">Whether the server runs for long enough that its misses say something.</param>
    public static List<Reading> Of(RedisReport info, bool isWarm)
    {
        var readings = new List<Reading>(24);
        Clients(info, readings);
        Memory(info, readings);
        if (isWarm && info.Number("keyspace_hits") is { } hits && info.Number("keyspace_misses") is { } misses)
        {
            readings.Add(new("lookups", hits, Lookups, Hit));
            readings.Add(new("lookups", misses, Lookups, Miss));
        }

        Count(readings, "evictions", info.Number("evicted_keys"), "keys");
        Count(readings, "rejected", info.Number("rejected_connections"), "connections");
        Count(readings, "commands", info.Number("total_commands_processed"), "commands");
        Count(readings, "error-replies", info.Number("total_error_replies"), "replies");
        // An error that never happened is not listed.
        if (info.Has("Errorstats")) Count(readings, "oom", info.Part("errorstat_OOM", "count") ?? 0, "replies");
        Level(readings, "keys", info.Has("Keyspace") ? info.Parts("db", "keys").Sum() : null, "keys");
        if (info.Text("rdb_last_bgsave_status") is not null)
            Level(readings, "persistence-failed",
                Persistence.Count(field => info.Text(field) is { } status && status != "ok"), "failures");
        Replication(info, readings);
        return readings;
    }

    private static void Clients(RedisReport info, List<Reading> readings)
    {
        // One of them is us.
        var clients = info.Number("connected_clients") - 1;
        if (info.Number("maxclients") is { } most and > 0) Level(readings, "clients", clients / most, "ratio");
        Level(readings, "blocked-clients", info.Number("blocked_clients"), "clients");
    }

    private static void Memory(RedisReport info, List<Reading> readings)
    {
        Level(readings, "memory-used", info.Number("used_memory"), "bytes");
        if (info.Number("maxmemory") is { } most and > 0)
            Level(readings, "memory", info.Number("used_memory") / most, "ratio");
    }

    private static void Replication(RedisReport info, List<Reading> readings)
    {
        if (info.Text("role") is "slave")
        {
            var linked = info.Text("master_link_status") is "up";
            Level(readings, "replication-link", linked ? 1 : 0, "links");
            if (linked) Level(readings, "replication-lag", info.Number("master_last_io_seconds_ago"), "seconds");
        }

        Level(readings, "replicas", info.Number("connected_slaves"), "replicas");
        var offsets = info.Parts("slave", "offset").ToList();
        if (info.Number("master_repl_offset") is { } written && offsets.Count > 0)
            Level(readings, "replica-behind", written - offsets.Min(), "bytes");
    }

    private static void Level(List<Reading> readings, string name, double? value, string unit)
    {
        if (value is { } known) readings.Add(Reading.Gauge(name, Math.Max(0, known), unit));
    }

    private static void Count(List<Reading> readings, string name, double? value, string unit)
    {
        if (value is { } known) readings.Add(Reading.Counter(name, known, unit));
    }
}
