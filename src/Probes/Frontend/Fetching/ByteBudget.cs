namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>What one look may still read; several readers take from it at a time.</summary>
internal sealed class ByteBudget(long most)
{
    private long _left = most;

    /// <summary>Whether that many were left; they are gone then.</summary>
    public bool Take(int bytes) => Interlocked.Add(ref _left, -bytes) >= 0;
}
