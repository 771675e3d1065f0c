namespace Bellwether.Probes.Postgres;

/// <summary>What PostgreSQL is asked at each look: views of its statistics alone, and no table of a user.</summary>
/// <remarks>From PostgreSQL 10 on. A column that younger servers have alone is read through JSON, so that an older one
/// can read the statement. Source: "Monitoring Database Activity" and "System Views" of its manual.</remarks>
internal static class ServerStatement
{
    /// <summary>Sessions and transactions: one row.</summary>
    /// <remarks>Our own session is left out. What others do in it is only told to members of pg_read_all_stats, which
    /// pg_monitor includes: without it their kind is null. Locks are only listed where somebody waits, and once. Who
    /// waits for an advisory lock waits for a turn (one of several workers works, the others stand by), and who waits
    /// for the virtual id of a transaction builds an index beside it: nobody's request waits there.</remarks>
    public const string Sessions = """
        WITH a AS (SELECT * FROM pg_stat_activity),
             own AS (SELECT * FROM a WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()),
             here AS (SELECT * FROM own WHERE datname = current_database()),
             waiting AS (SELECT * FROM here WHERE wait_event_type = 'Lock'
                         AND wait_event NOT IN ('advisory', 'virtualxid')),
             since AS (SELECT pid, min((to_jsonb(l) ->> 'waitstart')::timestamptz) AS at
                       FROM pg_locks l WHERE NOT granted GROUP BY pid)
        SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'),
               (SELECT count(*) FROM own)::float8,
               (current_setting('max_connections')::int
                   - current_setting('superuser_reserved_connections')::int
                   - coalesce(current_setting('reserved_connections', true)::int, 0))::float8,
               (SELECT max(extract(epoch FROM clock_timestamp() - xact_start)) FROM here
                   WHERE state NOT LIKE 'idle%')::float8,
               (SELECT max(extract(epoch FROM clock_timestamp() - state_change)) FROM here
                   WHERE state LIKE 'idle in transaction%')::float8,
               (SELECT count(*) FROM waiting)::float8,
               CASE WHEN (SELECT count(*) FROM waiting) > 0 THEN
                   (SELECT max(extract(epoch FROM clock_timestamp() - coalesce(s.at, w.query_start)))
                       FROM waiting w LEFT JOIN since s ON s.pid = w.pid) END::float8,
               (SELECT extract(epoch FROM clock_timestamp() - backend_start) FROM a
                   WHERE pid = pg_backend_pid())::float8,
               d.xact_commit::float8, d.xact_rollback::float8, d.deadlocks::float8,
               extract(epoch FROM pg_postmaster_start_time())::float8
        FROM pg_stat_database d WHERE d.datname = current_database()
        """;

    /// <summary>Replication, seen from either end: one row.</summary>
    public const string Replication = """
        WITH here AS (SELECT CASE WHEN pg_is_in_recovery()
                 THEN coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
                 ELSE pg_current_wal_lsn() END AS lsn)
        SELECT pg_is_in_recovery(),
               pg_wal_lsn_diff(pg_last_wal_receive_lsn(), '0/0')::float8,
               pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::float8,
               extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8,
               (SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming')::float8,
               (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming')::float8,
               (SELECT max(pg_wal_lsn_diff(here.lsn, replay_lsn)) FROM pg_stat_replication)::float8,
               (SELECT max(pg_wal_lsn_diff(here.lsn, restart_lsn)) FROM pg_replication_slots)::float8
        FROM here
        """;

    /// <summary>Longest table of migrations that is read, in rows: nobody has made so many.</summary>
    public const int MostRows = 50_000;

    /// <summary>Tables that may be of migrations: schema, table, whether we may read it, how often it changed, its
    /// columns, about how many rows. Two arguments: the names of tables that are searched for in the search path, and
    /// whole names.</summary>
    /// <remarks>The names of columns are of other people's making: they are told apart by a character that no name of
    /// theirs has.</remarks>
    public const string Tables = """
        SELECT n.nspname::text, c.relname::text,
               has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
               coalesce((SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_all_tables s
                   WHERE s.relid = c.oid), 0)::int8,
               (SELECT string_agg(lower(attname), chr(31)) FROM pg_attribute
                   WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)::text,
               c.reltuples::float8
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p')
          AND (n.nspname || '.' || c.relname = ANY (string_to_array($2, chr(31)))
               OR ($2 = '' AND n.nspname = ANY (current_schemas(false))
                   AND lower(c.relname) = ANY (string_to_array($1, chr(31)))))
        ORDER BY 1, 2 LIMIT 8
        """;
}
