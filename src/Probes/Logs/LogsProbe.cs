using Bellwether.Probes.Logs.Access;
using Bellwether.Probes.Logs.Files;
using Bellwether.Probes.Logs.Messages;

namespace Bellwether.Probes.Logs;

/// <summary>Follows log files and tells what was written since the last look.</summary>
/// <remarks>Files are read on a thread of their own: one that hangs, as a network share does, costs that thread and
/// nothing else, and is not read again before it answers.</remarks>
internal sealed class LogsProbe : IProbe
{
    private readonly FileFollower _files;
    private readonly ILogReader _reader;
    private readonly SignatureSet? _signatures;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private Task<Look> _reading = Task.FromResult(Look.Good());

    private LogsProbe(FileFollower files, ILogReader reader, SignatureSet? signatures, (TimeSpan, TimeProvider) time)
    {
        (_files, _reader, _signatures) = (files, reader, signatures);
        (_patience, _time) = time;
    }

    public static IReadOnlyList<TargetedProbe> Make(LogsProbeOptions options, ProbeContext context)
    {
        var signatures = KnownErrors.Of(options.NewErrors && options.Format is not LogFormat.Access
            ? new SignatureLimits { Learn = options.Learn, AtLeast = options.AtLeast, Every = options.Every } : null,
            context);
        // Decided for all targets before the first of them looks: each has a past of its own.
        var past = signatures is { IsEmpty: true } ? signatures : null;
        return [.. options.AllTargets().Select(target => new TargetedProbe(
            target.Instance, target.Group,
            Of(options, target.Patterns, (target.Group, signatures, past), context.Time)))];
    }

    public static IReadOnlyList<ProbeSignal> Signals(LogsProbeOptions options) => options.Format is LogFormat.Access
        ? LogSignals.OfRequests(options.DurationUnit is not DurationUnit.None)
        : LogSignals.OfMessages(options.NewErrors);

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (!_reading.IsCompleted)
            return Look.Missing("still-reading", "the files were not read to their ends in time");
        var began = _time.GetTimestamp();
        using var patience = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        _reading = Task.Run(Read, CancellationToken.None);
        try
        {
            return await _reading.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Look.Missing("timeout",
                $"the files were not read within {_time.GetElapsedTime(began).TotalSeconds:0.###} s");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A read that hangs is left behind with its files.
        if (_reading.IsCompleted) _files.Dispose();
        if (_signatures is not null) await Task.Run(() => _signatures.Keep(atOnce: true)).ConfigureAwait(false);
    }

    private static LogsProbe Of(
        LogsProbeOptions options, IReadOnlyList<string> patterns,
        (TargetGroup? Group, SignatureSet? Known, SignatureSet? Past) side, TimeProvider time)
    {
        ILogReader reader = options.Format is LogFormat.Access
            ? new AccessReader(new(options.Ignore, options.Fields, options.DurationUnit))
            : new MessageReader(
                new(options.Format is LogFormat.Json, options.LevelField, options.MessageField, options.LineBytes,
                    side.Group is TargetGroup.Control),
                side.Known, side.Past);
        var limits = new FollowLimits
        {
            Files = options.MaxFiles,
            LookBytes = options.LookBytes,
            LineBytes = options.LineBytes,
            PastBytes = KnownErrors.PastBytes,
        };
        return new(new(patterns, limits, reader.Open, reader.Learner), reader, side.Known, (options.Patience, time));
    }

    private Look Read()
    {
        var followed = _files.Look();
        var look = _reader.End(followed.Skipped);
        if (followed.Blind is { } blind) return Look.Missing(blind, followed.Detail);
        return (look.Detail, followed.Detail) switch
        {
            (_, null) => look,
            (null, _) => look with { Detail = followed.Detail },
            _ => look with { Detail = $"{look.Detail}; {followed.Detail}" },
        };
    }
}
