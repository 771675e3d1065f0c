using System.Diagnostics.Metrics;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Watching;

/// <summary>The judging loop: one round a second. If it ends for any reason but a stop, the process ends with
/// it.</summary>
internal sealed partial class WatchLoop : BackgroundService
{
    /// <summary>Gap between rounds.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Without a round for so long the agent is not alive.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly WatchRoom _room;
    private readonly WatchRounds _rounds;
    private readonly UnannouncedChanges _unannounced;
    private readonly ILogger<WatchLoop> _log;
    private readonly Meter _meter = new("Bellwether.Watching");
    private readonly Counter<long> _failed;
    private readonly Histogram<double> _took;
    private long _lastRound;

    public WatchLoop(WatchRoom room, WatchRounds rounds, UnannouncedChanges unannounced, ILogger<WatchLoop> log)
    {
        _room = room;
        _rounds = rounds;
        _unannounced = unannounced;
        _log = log;
        _lastRound = room.Time.GetTimestamp();
        _failed = _meter.CreateCounter<long>(
            "bellwether_rounds_failed_total", description: "Rounds in which nothing durable could be written.");
        _took = _meter.CreateHistogram<double>(
            "bellwether_round_duration_seconds", "seconds", "How long a round over all open deployments took.");
        _meter.CreateObservableGauge(
            "bellwether_deployments_open", OpenDeployments, description: "Deployments that are not closed.");
    }

    /// <summary>Called by the loop at the end of each round; does not wait.</summary>
    public Action AfterRound { get; set; } = static () => { };

    /// <summary>Time since the last whole round.</summary>
    public TimeSpan Silence => _room.Time.GetElapsedTime(Volatile.Read(ref _lastRound));

    /// <summary>What the journal knows of masks holds before the first round.</summary>
    public void Begin()
    {
        lock (_room.Book.Gate)
            foreach (var service in _room.Plan.Services.Select(plan => plan.Service).Concat(_room.KeepOrphans()))
                _rounds.Masked(service);
        _room.Adopted += service =>
        {
            if (_room.Plan.Services.Any(plan => plan.Service == service)) _rounds.Masked(service);
        };
    }

    /// <summary>Learns for what was announced. It may take seconds, and no round waits for it.</summary>
    public void Learn(CancellationToken stopping)
    {
        try
        {
            _rounds.Learn(stopping);
        }
        catch (JournalUnavailableException e)
        {
            // The next second learns again; until then no verdict could be written down either.
            _failed.Add(1);
            LogNotDurable(e.Message);
        }
    }

    /// <summary>One round over all open deployments.</summary>
    public void Round()
    {
        var began = _room.Time.GetTimestamp();
        try
        {
            lock (_room.Book.Gate)
            {
                if (!_room.Book.All.Any(d => d.IsOpen)) _room.FollowClock();
                _room.Book.RecoverJournal();
                _unannounced.Look();
                _rounds.Go();
                _room.AdoptIdle();
            }
        }
        catch (JournalUnavailableException e)
        {
            // Nothing was told and nothing is lost: the next round decides again on the same points.
            _failed.Add(1);
            LogNotDurable(e.Message);
            // Who waits for a verdict is told that there is none for now.
            _room.Changes.Announce();
        }

        _took.Record(_room.Time.GetElapsedTime(began).TotalSeconds);
        Volatile.Write(ref _lastRound, _room.Time.GetTimestamp());
        AfterRound();
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Begin();
        using var timer = new PeriodicTimer(Period, _room.Time);
        var learning = Task.CompletedTask;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (learning.IsCompleted)
                {
                    await learning;
                    learning = Task.Run(() => Learn(stoppingToken), CancellationToken.None);
                }

                Round();
            }
        }
        finally
        {
            // It uses what is closed after this.
            await learning;
        }
    }

    private int OpenDeployments()
    {
        lock (_room.Book.Gate) return _room.Book.All.Count(d => d.IsOpen);
    }

    [LoggerMessage(3001, LogLevel.Error, "No verdict can be made durable, so none is given: {Problem}")]
    private partial void LogNotDurable(string problem);
}
