namespace Bellwether.Probes.CloudWatch;

/// <summary>Asks CloudWatch for what the operator named, of services that have no host: functions, queues, a content
/// network.</summary>
/// <remarks>What goes wrong is our blindness, and never speaks against what is watched. One look at a time.</remarks>
internal sealed class CloudWatchProbe : IProbe
{
    private readonly CloudWatchProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly CloudWatchLine _line;
    private readonly PeriodClock _periods;
    private readonly MetricTotals _totals;

    public CloudWatchProbe(CloudWatchProbeOptions options, ProbeContext context)
    {
        (_options, _time) = (options, context.Time);
        _line = new(options, context.Guard);
        _periods = new(options.Every, options.Delay);
        _totals = new(options.Metrics);
    }

    public static IReadOnlyList<TargetedProbe> Make(CloudWatchProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? "cloudwatch", null, new CloudWatchProbe(options, context))];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var now = _time.GetUtcNow();
        if (_periods.Next(now) is not { } at)
            return Look.WithoutReadings("too-early", "the next period is not complete yet");
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var question = MetricQuestion.Of(_options, at, at + _options.Every);
            var answer = await _line.AskAsync(question, now, either.Token).ConfigureAwait(false);
            var readings = _totals.Read(MetricAnswer.Points(answer), at);
            _periods.Brought = at;
            return readings.Count == 0 ? Look.WithoutReadings("no-data", "no metric has a datapoint in this period")
                : Look.Good(readings) with { MeasuredAt = at };
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Look.Missing("provider-unavailable",
                $"{_options.Address.Authority} gave no whole answer within {_options.Patience.TotalSeconds:0.###} s");
        }
        catch (CloudWatchException e)
        {
            stopping.ThrowIfCancellationRequested();
            return Look.Missing(e.Reason, e.Message);
        }
    }

    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return ValueTask.CompletedTask;
    }
}
