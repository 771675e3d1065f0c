using System.Diagnostics.CodeAnalysis;

namespace Bellwether.Agent.Sampling;

/// <summary>Places for looks under way: so many in all, and of one probe no more than half of them, so that a probe
/// whose targets all hang leaves room for the others.</summary>
/// <remarks>Safe for concurrent use. Who finds no place waits; who comes first goes first.</remarks>
[SuppressMessage("Design", "CA1001", Justification =
    "A semaphore without a wait handle holds nothing, and looks that end late still leave their places.")]
internal sealed class LookPlaces
{
    /// <summary>Looks under way at once. Each may hold a page of up to its limit, 10 MiB by default.</summary>
    public const int MostAtOnce = 64;

    /// <summary>Of these, looks of the same probe of a service.</summary>
    public const int MostOfOneProbe = MostAtOnce / 2;

    private readonly SemaphoreSlim _all = new(MostAtOnce);
    private readonly Dictionary<(string Service, string Probe), SemaphoreSlim> _own = [];

    /// <summary>Waits for a place; dispose what it gives to leave it.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancel"/> was cancelled.</exception>
    public async ValueTask<Place> EnterAsync(SampledProbe probe, CancellationToken cancel)
    {
        // First its own: a probe that has its share must not stand in the way of others.
        var own = OwnOf((probe.Service, probe.ProbeName));
        await own.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await _all.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            own.Release();
            throw;
        }

        return new Place(own, _all);
    }

    // Names of probes come from the configuration and are few: what a reload took away stays.
    private SemaphoreSlim OwnOf((string Service, string Probe) key)
    {
        lock (_own)
        {
            if (!_own.TryGetValue(key, out var own))
                _own[key] = own = new SemaphoreSlim(MostOfOneProbe);
            return own;
        }
    }

    internal readonly struct Place(SemaphoreSlim own, SemaphoreSlim all) : IDisposable
    {
        public void Dispose()
        {
            all.Release();
            own.Release();
        }
    }
}
