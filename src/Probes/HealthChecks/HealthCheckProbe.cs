namespace Bellwether.Probes.HealthChecks;

/// <summary>Runs one health check and tells what it says as a look.</summary>
/// <remarks>The time-out is enforced from outside: a check that ignores its token is left alone, the looks until it
/// ends are missing, and a second run is never begun beside it.</remarks>
internal sealed class HealthCheckProbe : IProbe
{
    private readonly PreparedCheck _prepared;
    private readonly CheckRunner _runner;
    private readonly OutcomeReader _reader;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    public HealthCheckProbe(
        string name, PreparedCheck prepared, TimeSpan patience, DegradedMeaning degraded, TimeProvider time)
    {
        _prepared = prepared;
        _runner = new CheckRunner(name, prepared, patience, time);
        _reader = new OutcomeReader(prepared, degraded);
        _patience = patience;
        _time = time;
    }

    /// <exception cref="InvalidOperationException">The options name a check that nobody looked for.</exception>
    public static IReadOnlyList<TargetedProbe> Make(HealthCheckProbeOptions options, ProbeContext context)
    {
        var check = options.Check ?? throw new InvalidOperationException($"{context.Name} has no check yet.");
        return
        [
            new(options.Instance ?? context.Name, options.Group,
                new HealthCheckProbe(context.Name, check, options.Patience, options.Degraded, context.Time)),
        ];
    }

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (_runner.Running is { } since)
            return Look.Missing(
                "still-running", $"the check before this one has not ended for {since.TotalSeconds:0.#} s");
        var began = _time.GetTimestamp();
        using var patience = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var outcome = await _runner.Begin(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
            var look = _reader.Read(outcome);
            // A check that heeds its token says that it is unhealthy: that is our impatience and not its finding.
            return patience.IsCancellationRequested && look.Reachability is not Reachability.Good
                ? GivenUp(began) : look;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return GivenUp(began);
        }
    }

    public ValueTask DisposeAsync() => _runner.EndAsync();

    private Look GivenUp(long began)
    {
        var look = Patience.GivenUp(_patience, _time.GetElapsedTime(began));
        return _prepared.Kind.WaitsForTarget || look.Reachability is Reachability.Missing
            ? look
            : Look.Missing("timeout", $"the check did not end within {_patience.TotalSeconds:0.###} s");
    }
}
