namespace Bellwether.Agent.Api.Limits;

/// <summary>A bounded number of places for calls that stay.</summary>
internal sealed class Places(int most)
{
    /// <summary>For a call that does not stay.</summary>
    public static IDisposable NotNeeded { get; } = new Place(new Places(int.MaxValue));

    private int _taken;

    /// <summary>A place until it is disposed; null where all are taken.</summary>
    public IDisposable? Take()
    {
        if (Interlocked.Increment(ref _taken) <= most) return new Place(this);
        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Place(Places places) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) Interlocked.Decrement(ref places._taken);
        }
    }
}
