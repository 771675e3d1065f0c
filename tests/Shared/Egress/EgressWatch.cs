using System.Net;

namespace Bellwether.Testing.Egress;

/// <summary>Looks again and again at what a process is connected to, and remembers every far end.</summary>
internal sealed class EgressWatch
{
    /// <summary>A connection that comes and goes between two looks is remembered by the kernel for a minute, in the
    /// name of nobody; one that is held for as long as this is seen.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<IPEndPoint, int> _seen = [];

    /// <summary>Looks done.</summary>
    public int Looks { get; private set; }

    /// <summary>Every far end, with the number of looks that saw it.</summary>
    public IReadOnlyDictionary<IPEndPoint, int> Seen => _seen;

    public async Task WatchAsync(int process, TimeSpan length, TimeProvider time)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < length)
        {
            foreach (var far in OpenConnections.Of(process))
                _seen[far] = _seen.GetValueOrDefault(far) + 1;
            Looks++;
            await Task.Delay(Gap, time);
        }
    }
}
