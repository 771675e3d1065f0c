namespace Bellwether.Agent.Signals.Live;

/// <summary>How often we ask the service ourselves, all probes together. What a store of metrics counts for it holds
/// these requests, and nothing tells them from those of others.</summary>
internal sealed class OwnRate
{
    private const int MostLooks = 8_192;

    /// <summary>Over less than that one look more or less would be another rate.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);

    private readonly Queue<(DateTimeOffset At, int Requests)> _looks = new();

    public void Add(DateTimeOffset at, int requests)
    {
        if (_looks.Count >= MostLooks) _looks.Dequeue();
        _looks.Enqueue((at, requests));
    }

    /// <summary>Requests per second since an instant, or since the first look that is known; 0 for none.</summary>
    public double PerSecond(DateTimeOffset from, DateTimeOffset now)
    {
        if (!_looks.TryPeek(out var first)) return 0;
        var begin = first.At > from ? first.At : from;
        var span = now - begin < s_shortest ? s_shortest : now - begin;
        return _looks.Where(look => look.At >= begin).Sum(look => (double)look.Requests) / span.TotalSeconds;
    }
}
