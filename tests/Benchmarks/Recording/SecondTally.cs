using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording;

/// <summary>Counts of the requests of one program, by the second in which they ended. Safe for concurrent
/// use.</summary>
internal sealed class SecondTally
{
    private readonly Lock _turn = new();
    private readonly Dictionary<long, Counts> _seconds = [];

    public void Add(long second, Answer answer, TimeSpan took)
    {
        lock (_turn)
        {
            var counts = At(second);
            counts.Requests++;
            if (answer != Answer.Good) counts.Errors++;
            if (answer != Answer.None) counts.Buckets[Bucket(took.TotalSeconds)]++;
        }
    }

    public void Skip(long second, long many)
    {
        lock (_turn) At(second).Skipped += many;
    }

    public void Restart(long second)
    {
        lock (_turn) At(second).Restart = true;
    }

    /// <summary>Gives one second, which is over, and forgets it.</summary>
    public RecordedSecond Take(long second, bool up, TreeUse? use)
    {
        lock (_turn)
        {
            var counts = At(second);
            _seconds.Remove(second);
            return new()
            {
                Time = second,
                Requests = counts.Requests,
                Errors = counts.Errors,
                Skipped = counts.Skipped,
                Buckets = counts.Buckets,
                Cpu = use?.Cores,
                ResidentBytes = use?.ResidentBytes,
                Up = up,
                Restart = counts.Restart,
            };
        }
    }

    private Counts At(long second)
    {
        if (!_seconds.TryGetValue(second, out var counts)) _seconds.Add(second, counts = new());
        return counts;
    }

    private static int Bucket(double seconds)
    {
        var bucket = 0;
        while (bucket < RecordedSecond.Bounds.Count && seconds > RecordedSecond.Bounds[bucket]) bucket++;
        return bucket;
    }

    private sealed class Counts
    {
        public long Requests { get; set; }
        public long Errors { get; set; }
        public long Skipped { get; set; }
        public bool Restart { get; set; }
        public long[] Buckets { get; } = new long[RecordedSecond.Bounds.Count + 1];
    }
}
