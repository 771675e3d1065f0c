namespace Bellwether.Agent.Sampling;

/// <summary>Accounts for the ticks of one probe: each is due once, and then done, missed or under way.</summary>
/// <remarks>Safe for use from several threads. It reads no clock.</remarks>
internal sealed class Lane : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Grid _grid;
    private readonly CancellationTokenSource _ending;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastCell;
    private Stage _stage;
    private bool _waiting;
    private LaneCount _count;

    /// <param name="number">Unique among the lanes of the sampler.</param>
    /// <param name="probe">What looks.</param>
    /// <param name="now">The clock.</param>
    /// <param name="stopping">Ends every look.</param>
    public Lane(int number, SampledProbe probe, DateTimeOffset now, CancellationToken stopping)
    {
        (Number, Probe) = (number, probe);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Ending = _ending.Token;
        _grid = new Grid(probe.Every) { Shift = Stagger.Of(number, probe.Every) };
        _lastCell = _grid.NextCell(now) - 1;
    }

    public int Number { get; }

    public SampledProbe Probe { get; }

    /// <summary>Cancelled when no look of this lane is wanted any more; a look that ends after it never was.</summary>
    public CancellationToken Ending { get; }

    /// <summary>The probe threw at the last look; it is logged only when that begins.</summary>
    public bool Failing { get; set; }

    /// <summary>A look that was given up has not ended yet: until it does there is no other.</summary>
    public bool IsStuck
    {
        get
        {
            lock (_gate)
                return _stage is Stage.GivenUp;
        }
    }

    /// <summary>Waits for a place among the looks under way. False where a tick of this lane waits already: two would
    /// be a queue.</summary>
    public bool TryWait()
    {
        lock (_gate)
            return !_waiting && (_waiting = true);
    }

    /// <summary>The wait that <see cref="TryWait"/> began is over.</summary>
    public void EndWait()
    {
        lock (_gate)
            _waiting = false;
    }

    /// <summary>Forgets where the lane was on the grid: the clock was set, and the ticks in between never
    /// were.</summary>
    public DateTimeOffset Restart(DateTimeOffset now)
    {
        lock (_gate)
        {
            _lastCell = _grid.NextCell(now) - 1;
            return _grid.TickOf(_lastCell + 1);
        }
    }

    /// <summary>Takes the tick of this instant's cell. False where the cell had its tick or its time has not come (a
    /// tick so late
    /// that its own cell has passed), and where the look before still runs: that one is missed, not queued.</summary>
    public bool TryBegin(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (Ending.IsCancellationRequested)
                return false;
            var cell = _grid.CellOf(now);
            Miss(cell - 1);
            if (cell <= _lastCell || now < _grid.TickOf(cell) - Early)
                return false;
            _lastCell = cell;
            var isBusy = _stage is not Stage.Idle;
            _count = _count with { Due = _count.Due + 1, Missed = _count.Missed + (isBusy ? 1 : 0) };
            if (isBusy)
                return false;
            _stage = Stage.Looking;
            return true;
        }
    }

    /// <summary>The look brought something. False where it was given up before.</summary>
    public bool TryLand()
    {
        lock (_gate)
        {
            if (_stage is not Stage.Looking)
                return false;
            _stage = Stage.Landed;
            return true;
        }
    }

    /// <summary>Gives up the look under way: it is done, as a missing one, and the lane stays taken until the probe
    /// itself comes to an end. False where it has landed, or is to end anyway.</summary>
    public bool TryGiveUp()
    {
        lock (_gate)
        {
            if (_stage is not Stage.Looking || Ending.IsCancellationRequested)
                return false;
            _stage = Stage.GivenUp;
            _count = _count with { Done = _count.Done + 1, Overdue = _count.Overdue + 1 };
            return true;
        }
    }

    /// <summary>Ends the look that <see cref="TryBegin"/> began; one that was given up is counted already.</summary>
    public void End(LookEnd end)
    {
        lock (_gate)
        {
            var isCounted = _stage is Stage.GivenUp;
            _stage = Stage.Idle;
            if (Ending.IsCancellationRequested)
                _idle.TrySetResult();
            if (isCounted)
                return;
            _count = end switch
            {
                LookEnd.Done => _count with { Done = _count.Done + 1 },
                LookEnd.Failed => _count with { Done = _count.Done + 1, Failed = _count.Failed + 1 },
                _ => _count with { Missed = _count.Missed + 1 },
            };
        }
    }

    /// <summary>How far a tick at this instant is behind its time; zero where it is early.</summary>
    public TimeSpan Lateness(DateTimeOffset now)
    {
        var late = now - _grid.TickOf(_grid.CellOf(now));
        return late > TimeSpan.Zero ? late : TimeSpan.Zero;
    }

    /// <summary>The counts, with every cell that has passed without its tick.</summary>
    public LaneCount Count(DateTimeOffset now)
    {
        lock (_gate)
        {
            Miss(_grid.CellOf(now) - 1);
            return _count;
        }
    }

    /// <summary>Ends the look under way, waits for its end, and disposes the probe.</summary>
    /// <remarks>Whoever must not wait for a probe that does not end gives up the waiting, not this.</remarks>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        lock (_gate)
        {
            if (_stage is Stage.Idle)
                _idle.TrySetResult();
        }

        await _idle.Task.ConfigureAwait(false);
        await Probe.Probe.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    /// <summary>How far before its time a tick is still taken: a quarter of the gap. The scheduler fires a few
    /// together, and its clock
    /// may be a little ahead.</summary>
    private TimeSpan Early => _grid.Every / 4;

    private void Miss(long upTo)
    {
        var missed = upTo - _lastCell;
        if (missed <= 0)
            return;
        _lastCell = upTo;
        _count = _count with { Due = _count.Due + missed, Missed = _count.Missed + missed };
    }

    private enum Stage
    {
        Idle,

        /// <summary>The probe was asked.</summary>
        Looking,

        /// <summary>It has answered, and the look is being handed on.</summary>
        Landed,

        /// <summary>It was not waited for any longer.</summary>
        GivenUp,
    }
}
