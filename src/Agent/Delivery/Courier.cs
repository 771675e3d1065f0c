using System.Diagnostics;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;

namespace Bellwether.Agent.Delivery;

/// <summary>Carries the journal's outgoing records to one channel, from where the channel last stood.</summary>
/// <remarks>
/// A record is acknowledged after the receiver did, so after a crash it may go out twice, with the same bytes; it never
/// goes missing. Records of one deployment arrive in order. While the receiver is away everything waits. A receiver
/// that answers and refuses one record parks that record's deployment: others pass, and the parked ones are sent again,
/// slowly and for ever.
/// </remarks>
internal sealed class Courier
{
    private readonly string _name;
    private readonly IVerdictChannel _channel;
    private readonly DeploymentJournal _journal;
    private readonly TimeProvider _time;
    private readonly CourierLimits _limits;
    private readonly ILogger _logger;
    private readonly CourierTally _tally;
    private readonly HashSet<string> _parkedDeployments = [];
    private DateTimeOffset _parkedDue;

    public Courier(
        (string Name, IVerdictChannel Channel) to, DeploymentJournal journal, TimeProvider time, ILogger logger,
        CourierLimits? limits = null)
    {
        ((_name, _channel), _journal, _time, _logger) = (to, journal, time, logger);
        _limits = limits ?? new CourierLimits();
        _tally = new CourierTally(_name, time);
        _parkedDue = time.GetUtcNow();

        // A new channel begins here and now, not when its loop first runs: what is written in between is for it.
        _journal.Cursor(_name);
    }

    public CourierVitals Vitals
    {
        get
        {
            var (cursor, parked) = (_journal.Cursor(_name), _journal.Parked(_name));
            try
            {
                var oldest = parked is [var first, ..]
                    ? _journal.At(first)
                    : _journal.Outgoing(cursor, 1) is [var next] ? next : null;
                var lag = oldest is null ? TimeSpan.Zero : _time.GetUtcNow() - oldest.At;
                return _tally.Vitals(_journal.CountOutgoing(cursor) + parked.Count, lag, parked.Count);
            }
            catch (StorageException e)
            {
                return _tally.Vitals(parked.Count, TimeSpan.Zero, parked.Count) with { LastError = e.Message };
            }
        }
    }

    /// <summary>Delivers until it is stopped; ends in no other way but a bug of ours, which it throws.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        for (var unreadable = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                await RoundAsync(stopping).ConfigureAwait(false);
                unreadable = 0;
            }
            catch (StorageException e)
            {
                if (++unreadable == 1) DeliveryLog.JournalUnreadable(_logger, _name, e.Message);
                await PauseAsync(_limits.Pause(unreadable), stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        var seen = _journal.LastSequence;
        await RetryParkedAsync(stopping).ConfigureAwait(false);
        var records = _journal.Outgoing(_journal.Cursor(_name), _limits.Batch);
        foreach (var record in records) await CarryAsync(record, stopping).ConfigureAwait(false);
        if (records.Count == 0) await IdleAsync(seen, stopping).ConfigureAwait(false);
    }

    private async Task CarryAsync(JournalRecord record, CancellationToken stopping)
    {
        for (var (failures, refusals) = (0, 0); ; await RetryParkedAsync(stopping).ConfigureAwait(false))
        {
            // Order is promised within a deployment, so what comes after a parked record waits with it.
            var behind = record.Entry.DeploymentId is { } id && _parkedDeployments.Contains(id);
            if (behind && HasRoomToPark)
            {
                _journal.Park(_name, record.Sequence);
                return;
            }
            var failure = behind ? null : await TrySendAsync(record, stopping).ConfigureAwait(false);
            if (failure is null && !behind) return;
            failures++;
            if (failures == 1 && failure is not null)
                DeliveryLog.Failing(_logger, _name, record.Sequence, record.Entry.DeploymentId, failure.Message);
            if (failure is { Refused: true } && ++refusals >= _limits.RefusalsBeforeParking && HasRoomToPark)
            {
                Park(record, failure.Message);
                return;
            }
            await PauseAsync(_limits.Pause(failures), stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Null when the receiver has it, and the journal knows.</summary>
    private async Task<DeliveryFailedException?> TrySendAsync(JournalRecord record, CancellationToken stopping)
    {
        using var span = Begin(record);
        try
        {
            await _channel.SendAsync(record, stopping).ConfigureAwait(false);
        }
        catch (DeliveryFailedException e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            _tally.Failed(e);
            return e;
        }
        Failpoint.Process.Pass(Failpoint.AfterDelivery);
        _journal.Acknowledge(_name, record.Sequence);
        if (_tally.Acknowledged()) DeliveryLog.Recovered(_logger, _name);
        return null;
    }

    /// <summary>One span an attempt, in the trace of the deployment that the record is about.</summary>
    private Activity? Begin(JournalRecord record)
    {
        if (!Tracing.IsListenedTo || DeliveryTrace.Of(record) is not { } trace) return null;
        return Tracing.Under(trace, "deliver", ActivityKind.Producer)?
            .SetTag(SpanTags.Deployment, record.Entry.DeploymentId).SetTag(SpanTags.Channel, _name)
            .SetTag(SpanTags.Sequence, record.Sequence).SetTag(SpanTags.Message, record.Entry.Kind);
    }

    private async Task RetryParkedAsync(CancellationToken stopping)
    {
        if (_time.GetUtcNow() < _parkedDue || _journal.Parked(_name).Count == 0) return;
        _parkedDue = _time.GetUtcNow() + _limits.ParkedPause;
        _parkedDeployments.Clear();
        foreach (var sequence in _journal.Parked(_name))
        {
            var record = _journal.At(sequence);
            var id = record?.Entry.DeploymentId;
            if (record is null) _journal.Acknowledge(_name, sequence);
            else if (id is not null && _parkedDeployments.Contains(id)) continue;
            else if (await TrySendAsync(record, stopping).ConfigureAwait(false) is not null && id is not null)
                _parkedDeployments.Add(id);
        }
    }

    private bool HasRoomToPark => _journal.Parked(_name).Count < _limits.MostParked;

    private void Park(JournalRecord record, string reason)
    {
        _journal.Park(_name, record.Sequence);
        if (record.Entry.DeploymentId is { } id) _parkedDeployments.Add(id);
        _parkedDue = _time.GetUtcNow() + _limits.ParkedPause;
        DeliveryLog.Parked(_logger, _name, record.Sequence, record.Entry.DeploymentId, reason, _limits.ParkedPause);
    }

    private async Task IdleAsync(long seen, CancellationToken stopping)
    {
        if (_journal.Parked(_name).Count == 0)
        {
            await _journal.WaitAsync(seen, stopping).ConfigureAwait(false);
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var due = PauseAsync(_parkedDue - _time.GetUtcNow(), either.Token);
        await Task.WhenAny(_journal.WaitAsync(seen, either.Token), due).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken stopping) =>
        pause <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(pause, _time, stopping);
}
