using System.Collections.Concurrent;

namespace Bellwether.Agent.Sampling;

/// <summary>Lets every probe look once in the middle of each cell of its grid, and hands the looks on.</summary>
/// <remarks>
/// A probe never overlaps itself and nothing is caught up: what was not looked at stays missed. Looks of different
/// probes are handed on from
/// several threads at once. The probes may change while it runs: those that stay keep their ticks.
/// </remarks>
internal sealed class Sampler : IAsyncDisposable
{
    /// <summary>Longest wait, at the end, for looks that were told to stop.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    /// <summary>How far the wall clock may be set before the ticks are put on it anew: a tenth of the shortest
    /// gap.</summary>
    public static readonly TimeSpan MostStep = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<int, Lane> _lanes = new();
    private readonly RetiredLanes _retired = new();
    private readonly SemaphoreSlim _changing = new(1);
    private readonly TimeProvider _time;
    private readonly SteadyTime _steady;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private readonly SamplingMeter _meter;
    private readonly Asker _asker;
    private readonly LookPlaces _places = new();
    private readonly WorstLateness _worst;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TickSchedule? _schedule;
    private int _resetting;
    private int _lastNumber;

    /// <param name="probes">Any number, each on its own schedule. They are disposed when they look no more.</param>
    /// <param name="sink">Takes each look; quick, and safe for use from several threads.</param>
    /// <param name="time">Stamps the looks.</param>
    /// <param name="logs">Where the sampler and, from warnings on, the scheduler log.</param>
    public Sampler(IReadOnlyList<SampledProbe> probes, Action<SampledLook> sink, TimeProvider time, ILoggerFactory logs)
    {
        _time = time;
        _steady = new SteadyTime(time);
        _logs = logs;
        _log = logs.CreateLogger<Sampler>();
        _worst = new WorstLateness(time);
        foreach (var probe in probes) Add(probe);
        _meter = new SamplingMeter(() => _lanes.Values
            .Select(lane => (lane.Probe.ProbeName, lane.Count(_steady.GetUtcNow()))).Concat(_retired.Counts));
        _asker = new Asker(sink, _meter, time, _log);
    }

    /// <summary>Ends when the sampler is stopped; fails when something but a probe failed, the taker of the looks for
    /// example. Then nothing is sampled any more and the process should end.</summary>
    public Task Completion => _over.Task;

    /// <summary>Starts the ticks. Call it once, after the agent listens.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            _schedule = await TickSchedule.CreateAsync(TickAsync, _steady, _logs, cancel).ConfigureAwait(false);
            await SetAsync(cancel).ConfigureAwait(false);
            await _schedule.StartAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Looks with these probes from now on. Probes that it has already keep their ticks and their account;
    /// those that are no longer among them end their looks and are disposed.</summary>
    /// <remarks>When it returns, no look of a probe that went is handed on any more.</remarks>
    public async Task ChangeAsync(IReadOnlyList<SampledProbe> probes, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var wanted = probes.ToHashSet();
            var gone = _lanes.Values.Where(lane => !wanted.Remove(lane.Probe)).ToList();
            await Task.WhenAll(gone.Select(RemoveAsync)).ConfigureAwait(false);
            foreach (var probe in probes.Where(wanted.Contains))
            {
                var lane = Add(probe);
                if (_schedule is { } schedule)
                    await schedule.AddAsync(TickOf(lane, _time.GetUtcNow()), cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Drops the looks under way and ends the ticks; waits <see cref="StopPatience"/> at most.</summary>
    public async Task StopAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        var ticks = _schedule?.StopAsync() ?? Task.CompletedTask;
        await InPatienceAsync(Task.WhenAll([ticks, .. _lanes.Values.Select(lane => lane.DisposeAsync().AsTask())]))
            .ConfigureAwait(false);
        _meter.Dispose();
        _over.TrySetResult();
    }

    /// <summary>The account of all probes as of now.</summary>
    public SamplerVitals ReadVitals()
    {
        // The steady clock: a wall clock that was set forward has not missed what lies between.
        var now = _steady.GetUtcNow();
        long due = 0, done = 0, missed = 0, failed = 0, overdue = 0;
        var living = _lanes.Values.Select(lane => lane.Count(now));
        foreach (var count in living.Concat(_retired.Counts.Select(gone => gone.Count)))
        {
            due += count.Due;
            done += count.Done;
            missed += count.Missed;
            failed += count.Failed;
            overdue += count.Overdue;
        }

        return new(due, done, missed, failed, _worst.Read())
        {
            Overdue = overdue,
            Stuck = [.. _lanes.Values.Where(lane => lane.IsStuck).Select(lane => lane.Probe.ProbeName).Distinct()
                .Order(StringComparer.Ordinal)],
        };
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stopping.Dispose();
        _changing.Dispose();
    }

    private Lane Add(SampledProbe probe)
    {
        var lane = new Lane(++_lastNumber, probe, _time.GetUtcNow(), _stopping.Token);
        return _lanes[lane.Number] = lane;
    }

    private async Task RemoveAsync(Lane lane)
    {
        if (_schedule is { } schedule)
            await schedule.RemoveAsync(lane.Number, CancellationToken.None).ConfigureAwait(false);
        await InPatienceAsync(lane.DisposeAsync().AsTask()).ConfigureAwait(false);
        _lanes.TryRemove(lane.Number, out _);
        _retired.Add(lane.Probe.ProbeName, lane.Count(_steady.GetUtcNow()));
    }

    // A lane that does not end in time disposes its probe when it does.
    private async Task InPatienceAsync(Task ending)
    {
        try
        {
            await ending.WaitAsync(StopPatience, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            SamplingLog.LooksLeftBehind(_log, StopPatience);
        }
    }

    /// <summary>One tick of one lane. The scheduler's threads are for ticks: the look goes on without
    /// them.</summary>
    private ValueTask TickAsync(int number)
    {
        if (!_stopping.IsCancellationRequested && !_over.Task.IsCompleted && _lanes.TryGetValue(number, out var lane))
            _ = RunAsync(lane);
        return ValueTask.CompletedTask;
    }

    /// <summary>Never fails. Trouble that is no probe's ends the sampling aloud.</summary>
    private async Task RunAsync(Lane lane)
    {
        try
        {
            if (_steady.Step.Duration() > MostStep && Interlocked.Exchange(ref _resetting, 1) == 0)
                await FollowClockAsync().ConfigureAwait(false);
            else if (lane.TryWait())
                await LookAsync(lane).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lane.Ending.IsCancellationRequested)
        {
            // No look is wanted any more.
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            if (_over.TrySetException(e))
                SamplingLog.Broken(_log, e);
        }
    }

    private async Task LookAsync(Lane lane)
    {
        LookPlaces.Place place;
        try
        {
            place = await _places.EnterAsync(lane.Probe, lane.Ending).ConfigureAwait(false);
        }
        finally
        {
            lane.EndWait();
        }

        using (place)
        {
            var now = _time.GetUtcNow();
            if (!lane.TryBegin(now))
                return;
            var late = lane.Lateness(now);
            _worst.Note(late);
            _meter.Began(lane.Probe.ProbeName, late);
            await _asker.LookAsync(lane, now).ConfigureAwait(false);
        }
    }

    /// <summary>The wall clock was set: the ticks go back to the middle of its cells. The tick that noticed makes no
    /// look.</summary>
    private async ValueTask FollowClockAsync()
    {
        SamplingLog.ClockSet(_log, _steady.Step);
        _steady.Anchor();
        await _changing.WaitAsync(_stopping.Token).ConfigureAwait(false);
        try
        {
            await SetAsync(_stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }

        Volatile.Write(ref _resetting, 0);
    }

    private Task SetAsync(CancellationToken cancel)
    {
        var now = _time.GetUtcNow();
        return _schedule!.SetAsync(_lanes.Values.Select(lane => TickOf(lane, now)), cancel);
    }

    private static LaneTick TickOf(Lane lane, DateTimeOffset now) =>
        new(lane.Number, lane.Probe.Every, lane.Restart(now));
}
