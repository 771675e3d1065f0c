using Bellwether.Probes;

namespace Bellwether.Agent.Sampling;

/// <summary>Asks a probe once and hands on what it brings; one that does not come to an end is given up.</summary>
/// <remarks>The time-out is enforced here, from outside, for every kind of probe: a probe may ignore its own, its
/// token, or block the thread that it is asked on.</remarks>
internal sealed class Asker(Action<SampledLook> sink, SamplingMeter meter, TimeProvider time, ILogger log)
{
    /// <summary>The word of a look that was given up.</summary>
    public const string Overdue = "overdue";

    /// <summary>Ends when the look was handed on, given up, or is not wanted any more.</summary>
    public async Task LookAsync(Lane lane, DateTimeOffset at)
    {
        var start = time.GetTimestamp();
        var asking = Task.Run(() => AskAsync(lane, at, start));
        try
        {
            await asking.WaitAsync(lane.Probe.Patience, time, lane.Ending).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The look may have come to its end just now: then it is not given up, and what it threw is thrown.
            if (lane.TryGiveUp()) GiveUp(lane, at, time.GetElapsedTime(start));
            else await asking.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lane.Ending.IsCancellationRequested)
        {
            // A look that we ended ourselves never happened; the lane waits for the probe.
        }
    }

    private async Task AskAsync(Lane lane, DateTimeOffset at, long start)
    {
        var probe = lane.Probe;
        var end = LookEnd.Dropped;
        try
        {
            var (look, failure) = await BringAsync(lane).ConfigureAwait(false);
            var took = time.GetElapsedTime(start);
            if (!lane.TryLand())
            {
                SamplingLog.LookOver(log, probe.ProbeName, probe.Service, probe.Instance);
                return;
            }

            end = failure is null ? LookEnd.Done : LookEnd.Failed;
            Note(lane, failure);
            meter.Looked(probe.ProbeName, took);
            if (!lane.Ending.IsCancellationRequested) sink(Stamped(probe, look, at, took));
        }
        catch (OperationCanceledException) when (lane.Ending.IsCancellationRequested)
        {
            // A look that we ended ourselves never happened.
        }
        finally
        {
            lane.End(end);
        }
    }

    /// <summary>Whatever a probe throws but our own cancellation is a fault of ours or of a plug-in: we did not
    /// see.</summary>
    private static async ValueTask<(Look Look, Exception? Failure)> BringAsync(Lane lane)
    {
        try
        {
            return (await lane.Probe.Probe.LookAsync(lane.Ending).ConfigureAwait(false), null);
        }
        catch (Exception e) when (!lane.Ending.IsCancellationRequested)
        {
            return (Look.Missing("probe-failed", $"{e.GetType().Name}: {e.Message}"), e);
        }
    }

    private void Note(Lane lane, Exception? failure)
    {
        var probe = lane.Probe;
        if (failure is not null && !lane.Failing)
            SamplingLog.ProbeFailed(log, failure, probe.ProbeName, probe.Service, probe.Instance);
        if (failure is null && lane.Failing)
            SamplingLog.ProbeRecovered(log, probe.ProbeName, probe.Service, probe.Instance);
        lane.Failing = failure is not null;
    }

    private void GiveUp(Lane lane, DateTimeOffset at, TimeSpan took)
    {
        var probe = lane.Probe;
        SamplingLog.LookOverdue(log, probe.ProbeName, probe.Service, probe.Instance, probe.Patience);
        meter.Looked(probe.ProbeName, took);
        sink(Stamped(probe, Look.Missing(
            Overdue, $"the probe had not ended its look after {took.TotalSeconds:0.###} s"), at, took));
    }

    private static SampledLook Stamped(SampledProbe probe, Look look, DateTimeOffset at, TimeSpan took) =>
        new(probe.Service, probe.ProbeName, probe.Instance, probe.Group, at, took, look)
        {
            Generation = probe.Generation,
        };
}
