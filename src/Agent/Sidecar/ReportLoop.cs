using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Points;

namespace Bellwether.Agent.Sidecar;

/// <summary>Sends to the home what was seen, every few seconds, oldest first.</summary>
/// <remarks>One loop; only <see cref="Take"/> is called by others, from several threads.</remarks>
internal sealed partial class ReportLoop : IDisposable
{
    /// <summary>A loop that has made no round for so long does not live.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>Time that the last report has when the sidecar ends.</summary>
    public static readonly TimeSpan LastPatience = TimeSpan.FromMilliseconds(1200);

    /// <summary>Time that the home has at the start to tell how wide its points are.</summary>
    public static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);

    /// <summary>Pause between two reports at most: the home waits for them no longer than its grace.</summary>
    public static readonly TimeSpan LeastOften = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_mostOften = TimeSpan.FromSeconds(1);

    private readonly SidecarPlan _sidecar;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HomeLine _home;
    private readonly Outbox _outbox = new();
    private readonly SidecarMeter _meter;
    private readonly DateTimeOffset _runStartedAt;
    private WatchPlan _plan;
    private SidecarBook _book;
    private ReportMaker _maker;
    private long _lastRound;
    private string? _trouble;

    public ReportLoop(WatchPlan plan, SidecarPlan sidecar, TimeProvider time, ILogger log)
    {
        (_plan, _sidecar, _time, _log) = (plan, sidecar, time, log);
        _home = new(sidecar, plan);
        // Whole milliseconds: the number of the run has to come back from JSON as it was.
        _runStartedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        _book = new(plan, time);
        _maker = new(plan, sidecar, _runStartedAt);
        _meter = new(() => _outbox.Count, () => _outbox.Dropped);
        _lastRound = time.GetTimestamp();
    }

    /// <summary>Gives the restarts that only another id shows, since it was asked last.</summary>
    public Func<IEnumerable<RestartNotice>> Restarts { get; init; } = () => [];

    public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _lastRound));

    public void Take(SampledLook look) => Volatile.Read(ref _book).Take(look);

    /// <summary>Asks the home for the width of its points, before anything is looked at.</summary>
    public async Task BeginAsync(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(FirstPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            Heed(await _home.AskAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            Say("no answer yet");
        }
    }

    /// <summary>Goes on until it is stopped; then sends what is left, within <see cref="LastPatience"/>.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var pace = _plan.Policy.Interval < LeastOften ? _plan.Policy.Interval : LeastOften;
                await Task.Delay(pace < s_mostOften ? s_mostOften : pace, _time, stopping).ConfigureAwait(false);
                Collect(leaving: false);
                await SendAsync(stopping).ConfigureAwait(false);
                Volatile.Write(ref _lastRound, _time.GetTimestamp());
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _home.Dispose();
        _meter.Dispose();
    }

    private async Task LeaveAsync()
    {
        using var patience = new CancellationTokenSource(LastPatience, _time);
        Collect(leaving: true);
        try
        {
            await SendAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The home is away: what it never hears of is missing there, which is the truth.
        }
    }

    private void Collect(bool leaving)
    {
        foreach (var restart in Restarts()) _book.Restarted(restart);
        foreach (var report in _maker.Make(_book.Reap(leaving), _book.Version, _time.GetUtcNow(), leaving))
            _outbox.Add(report);
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        while (_outbox.Next(_time.GetUtcNow()) is { } report)
        {
            var answer = await _home.SendAsync(Stamped(report), stopping).ConfigureAwait(false);
            // Each answer is a round: a slow home with much to take is no fault of the sidecar.
            Volatile.Write(ref _lastRound, _time.GetTimestamp());
            switch (answer.Kind)
            {
                case HomeAnswerKind.Taken:
                    _outbox.Sent();
                    _meter.Sent();
                    Say(null);
                    break;
                case HomeAnswerKind.Refused:
                    _outbox.Drop();
                    LogRefused(_sidecar.Home, answer.Problem ?? "");
                    break;
                case HomeAnswerKind.OtherInterval:
                    Heed(await _home.AskAsync(stopping).ConfigureAwait(false));
                    return;
                default:
                    Say(answer.Problem);
                    return;
            }
        }
    }

    private PointsReported Stamped(PointsReported report) =>
        report with { SentAt = _time.GetUtcNow(), ReportsDropped = _outbox.Dropped };

    /// <summary>Takes the home's width of points. What was added up on another one cannot be split.</summary>
    private void Heed(HomeAnswer answer)
    {
        if (answer.Taken is not { IntervalSeconds: > 0 } told)
        {
            Say(answer.Problem);
            return;
        }

        var interval = TimeSpan.FromSeconds(told.IntervalSeconds);
        if (interval == _plan.Policy.Interval) return;
        _outbox.Clear();
        _plan = _plan with { Policy = _plan.Policy with { Interval = interval } };
        _maker = _maker.On(_plan);
        Volatile.Write(ref _book, new SidecarBook(_plan, _time));
    }

    /// <summary>A trouble is told once, and its end.</summary>
    private void Say(string? trouble)
    {
        if (trouble is null && _trouble is not null) LogBack(_sidecar.Home, _outbox.Dropped);
        if (trouble is not null && _trouble is null) LogAway(_sidecar.Home, trouble);
        _trouble = trouble;
    }

    [LoggerMessage(7001, LogLevel.Warning, "The home {Home} does not take reports; they wait: {Trouble}")]
    private partial void LogAway(Uri home, string trouble);

    [LoggerMessage(7002, LogLevel.Information, "The home {Home} takes reports again; {Dropped} were given up so far")]
    private partial void LogBack(Uri home, long dropped);

    [LoggerMessage(7003, LogLevel.Error, "The home {Home} refuses a report for good: {Problem}")]
    private partial void LogRefused(Uri home, string problem);
}
