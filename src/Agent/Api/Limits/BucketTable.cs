namespace Bellwether.Agent.Api.Limits;

/// <summary>A token bucket for each client, for a bounded number of clients; the rest share one.</summary>
/// <param name="Most">What a full bucket holds.</param>
/// <param name="PerSecond">What comes back in a second.</param>
/// <param name="Clients">Buckets that are kept.</param>
/// <param name="Time">The clock.</param>
/// <remarks>Safe for concurrent use. A bucket that is full again says nothing and is forgotten.</remarks>
internal sealed record BucketTable(double Most, double PerSecond, int Clients, TimeProvider Time)
{
    private static readonly TimeSpan SweepGap = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ClientKey, (double Left, long At)> _buckets = [];
    private readonly Lock _gate = new();
    private (double Left, long At)? _shared;
    private long? _sweptAt;

    /// <summary>Takes one.</summary>
    /// <returns>Null where there was one; else after what time there will be.</returns>
    public TimeSpan? Take(ClientKey client) => Look(client, take: 1);

    /// <summary>Whether nothing is left, without taking.</summary>
    /// <returns>Null where there is one; else after what time there will be.</returns>
    public TimeSpan? Wait(ClientKey client) => Look(client, take: 0);

    /// <summary>Clients that have a bucket of their own now.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _buckets.Count;
        }
    }

    private TimeSpan? Look(ClientKey client, double take)
    {
        lock (_gate)
        {
            var now = Time.GetTimestamp();
            var known = _buckets.TryGetValue(client, out var bucket);
            if (!known && _buckets.Count >= Clients) Sweep(now);
            var isOwn = known || _buckets.Count < Clients;
            var left = known ? Filled(bucket, now) : !isOwn && _shared is { } shared ? Filled(shared, now) : Most;
            var missing = left < 1;
            if (take > 0 && !missing)
            {
                if (isOwn) _buckets[client] = (left - take, now);
                else _shared = (left - take, now);
            }

            return missing ? TimeSpan.FromSeconds((1 - left) / PerSecond) : null;
        }
    }

    private double Filled((double Left, long At) bucket, long now) =>
        Math.Min(Most, bucket.Left + (Time.GetElapsedTime(bucket.At, now).TotalSeconds * PerSecond));

    private void Sweep(long now)
    {
        if (_sweptAt is { } last && Time.GetElapsedTime(last, now) < SweepGap) return;
        _sweptAt = now;
        foreach (var (client, bucket) in _buckets)
            if (Filled(bucket, now) >= Most)
                _buckets.Remove(client);
    }
}
