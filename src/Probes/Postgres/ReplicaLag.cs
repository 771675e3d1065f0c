namespace Bellwether.Probes.Postgres;

/// <summary>How far a replica is behind, in seconds.</summary>
/// <remarks>
/// The age of the last transaction that was replayed grows on an idle primary although nothing lags, and jumps the
/// moment anything at all is received after a quiet hour. So two bounds are taken together: that age, and the time
/// since a look at which nothing more was received than is replayed now. Neither is below the truth.
/// One look at a time.
/// </remarks>
internal sealed class ReplicaLag(TimeProvider time)
{
    /// <summary>Most looks remembered.</summary>
    public const int MostLooks = 256;

    private readonly Queue<(double Received, long At)> _looks = new();
    private long? _caughtUp;

    /// <summary>The lag; null where it cannot be told.</summary>
    /// <param name="received">Position in the log that was received, in bytes.</param>
    /// <param name="replayed">Position that was replayed.</param>
    /// <param name="age">Seconds since the commit of the last transaction replayed; null where there was none.</param>
    public double? Seconds(double received, double replayed, double? age)
    {
        var now = time.GetTimestamp();
        if (replayed >= received)
        {
            _looks.Clear();
            _caughtUp = now;
            return 0;
        }

        while (_looks.TryPeek(out var look) && look.Received <= replayed)
        {
            _caughtUp = look.At;
            _looks.Dequeue();
        }

        if (_looks.Count < MostLooks) _looks.Enqueue((received, now));
        double? since = _caughtUp is { } at ? time.GetElapsedTime(at, now).TotalSeconds : null;
        return (age, since) switch
        {
            ({ } a, { } s) => Math.Max(0, Math.Min(a, s)),
            ({ } a, null) => Math.Max(0, a),
            (null, { } s) => s,
            _ => null,
        };
    }
}
