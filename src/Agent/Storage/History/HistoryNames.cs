using Bellwether.Agent.Storage.Sqlite;

namespace Bellwether.Agent.Storage.History;

/// <summary>Numbers that stand for what repeats in rows: series, versions and bounds. Looked up once, then
/// remembered.</summary>
internal sealed class HistoryNames(SqliteFile file)
{
    private const int MostSeries = 16_384;

    private readonly Dictionary<(string, string, string, string, string, string, bool), long> _series = [];
    private readonly Dictionary<string, long> _versions = [];
    private readonly Dictionary<string, long> _boundsIds = [];
    private readonly Dictionary<long, IReadOnlyList<double>> _bounds = [];

    public long Series(HistoryRow row)
    {
        var key = (row.Service, row.Environment, row.Signal, $"{row.Kind}", row.Unit, row.Instance, row.Control);
        if (_series.TryGetValue(key, out var known)) return known;
        // Pods come and go for years, and each has its own.
        if (_series.Count >= MostSeries) _series.Clear();
        return _series[key] = file.Number(
            """
            INSERT INTO series (service, environment, signal, kind, unit, instance, control)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT DO UPDATE SET control = control RETURNING id
            """,
            row.Service, row.Environment, row.Signal, $"{row.Kind}", row.Unit, row.Instance, row.Control);
    }

    public long? Version(string? version)
    {
        if (version is null) return null;
        if (_versions.TryGetValue(version, out var known)) return known;
        return _versions[version] = file.Number(
            "INSERT INTO versions (version) VALUES ($1) ON CONFLICT DO UPDATE SET version = version RETURNING id",
            version);
    }

    public long? Bounds(IReadOnlyList<double> bounds)
    {
        if (bounds.Count == 0) return null;
        var bytes = HistoryPayload.EncodeBounds(bounds);
        var key = Convert.ToHexString(bytes);
        if (_boundsIds.TryGetValue(key, out var known)) return known;
        return _boundsIds[key] = file.Number(
            "INSERT INTO bounds (bounds) VALUES ($1) ON CONFLICT DO UPDATE SET bounds = bounds RETURNING id", bytes);
    }

    /// <summary>The bounds behind a number: the same list for all rows that share them.</summary>
    public IReadOnlyList<double> Bounds(long id)
    {
        if (_bounds.TryGetValue(id, out var known)) return known;
        IReadOnlyList<double> bounds = [];
        file.Query(row =>
        {
            bounds = HistoryPayload.DecodeBounds(row.GetFieldValue<byte[]>(0));
            return false;
        }, "SELECT bounds FROM bounds WHERE id = $1", id);
        return _bounds[id] = bounds;
    }

    /// <summary>Forgets everything remembered: what a transaction added may have been rolled back or pruned.</summary>
    public void Forget()
    {
        _series.Clear();
        _versions.Clear();
        _boundsIds.Clear();
        _bounds.Clear();
    }
}
