namespace Bellwether.Agent;

/// <summary>Counts as they are and as they were a minute or two ago, or at the start where that is
/// later.</summary>
/// <remarks>Safe for concurrent use. It needs no timer: whoever asks moves it on.</remarks>
internal sealed class Recently<T>(T start, Func<T> read, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _at = time.GetTimestamp();
    private T _before = start;
    private T _between = start;

    public (T Before, T Now) Read()
    {
        lock (_gate)
        {
            var now = read();
            if (time.GetElapsedTime(_at) < Step) return (_before, now);
            (_before, _between, _at) = (_between, now, time.GetTimestamp());
            return (_before, now);
        }
    }
}
