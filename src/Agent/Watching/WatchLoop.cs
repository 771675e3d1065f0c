using System.Diagnostics.Metrics;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Watching;

/// <summary>The judging loop: one round a second. If it ends for any reason but a stop, the process ends with it.</summary>
internal sealed partial class WatchLoop : BackgroundService
{
    /// <summary>Gap between rounds.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Without a round for so long the agent is not alive.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private static readonly Meter Meter = new("Bellwether.Watching");

    private static readonly Counter<long> Failed = Meter.CreateCounter<long>(
        "bellwether_rounds_failed_total", description: "Rounds in which nothing durable could be written.");

    private static readonly Histogram<double> Took = Meter.CreateHistogram<double>(
        "bellwether_round_duration_seconds", "seconds", "How long a round over all open deployments took.");

    private readonly WatchRoom _room;
    private readonly WatchRounds _rounds;
    private readonly UnannouncedChanges _unannounced;
    private readonly ILogger<WatchLoop> _log;
    private long _lastRound;

    public WatchLoop(WatchRoom room, WatchRounds rounds, UnannouncedChanges unannounced, ILogger<WatchLoop> log)
    {
        _room = room;
        _rounds = rounds;
        _unannounced = unannounced;
        _log = log;
        _lastRound = room.Time.GetTimestamp();
        Meter.CreateObservableGauge(
            "bellwether_deployments_open", OpenDeployments, description: "Deployments that are not closed.");
    }

    /// <summary>Time since the last whole round.</summary>
    public TimeSpan Silence => _room.Time.GetElapsedTime(Volatile.Read(ref _lastRound));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lock (_room.Book.Gate)
            foreach (var plan in _room.Plan.Services)
                _rounds.Masked(plan.Service);
        using var timer = new PeriodicTimer(Period, _room.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Round();
    }

    private void Round()
    {
        var began = _room.Time.GetTimestamp();
        try
        {
            lock (_room.Book.Gate)
            {
                _room.Book.RecoverJournal();
                _unannounced.Look();
                _rounds.Go();
            }
        }
        catch (JournalUnavailableException e)
        {
            // Nothing was told and nothing is lost: the next round decides again on the same points.
            Failed.Add(1);
            LogNotDurable(e.Message);
        }

        Took.Record(_room.Time.GetElapsedTime(began).TotalSeconds);
        Volatile.Write(ref _lastRound, _room.Time.GetTimestamp());
    }

    private int OpenDeployments()
    {
        lock (_room.Book.Gate) return _room.Book.All.Count(d => d.IsOpen);
    }

    [LoggerMessage(3001, LogLevel.Error, "No verdict can be made durable, so none is given: {Problem}")]
    private partial void LogNotDurable(string problem);
}
