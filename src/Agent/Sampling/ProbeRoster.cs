namespace Bellwether.Agent.Sampling;

/// <summary>Which probes look now, by service and by the probe's name in the configuration; tells the sampler of every
/// change.</summary>
/// <remarks>
/// Safe for concurrent use. The plan sets the probes of a service; whatever finds targets while the agent runs sets
/// those
/// of one name. A probe that is to go on looking must be handed over again as the same record.
/// </remarks>
internal sealed class ProbeRoster(Sampler sampler) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1);
    private readonly Dictionary<(string Service, string Probe), IReadOnlyList<SampledProbe>> _probes = [];

    /// <summary>Sets all probes of a service; none takes the service away.</summary>
    public Task SetAsync(string service, IReadOnlyList<SampledProbe> probes, CancellationToken stopping) =>
        ChangeAsync(() =>
        {
            foreach (var key in _probes.Keys.Where(key => key.Service == service).ToList()) _probes.Remove(key);
            foreach (var named in probes.GroupBy(probe => probe.ProbeName))
                _probes[(service, named.Key)] = [.. named];
        }, stopping);

    /// <summary>Sets the probes of one name, one for each target that is known now; may be empty.</summary>
    public Task SetAsync(
        string service, string probe, IReadOnlyList<SampledProbe> probes, CancellationToken stopping) =>
        ChangeAsync(() => _probes[(service, probe)] = probes, stopping);

    public void Dispose() => _changing.Dispose();

    private async Task ChangeAsync(Action change, CancellationToken stopping)
    {
        await _changing.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            change();
            await sampler.ChangeAsync([.. _probes.Values.SelectMany(probes => probes)], stopping).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }
}
