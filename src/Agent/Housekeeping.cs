using Bellwether.Agent.Journal;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent;

/// <summary>Once an hour: what is too old, or too much, leaves the history and the journal's bulky bodies.</summary>
internal sealed partial class Housekeeping(
    WatchRoom room, DeploymentJournal journal, Action pruneHistory, ILogger<Housekeeping> log) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, room.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Tidy();
    }

    private void Tidy()
    {
        pruneHistory();
        try
        {
            lock (room.Book.Gate)
            {
                room.Book.Trim();
                journal.Prune(id => !room.Book.IsOpen(id));
            }
        }
        catch (JournalUnavailableException e)
        {
            // The next hour tries again; until then the journal's own limit holds.
            LogNotPruned(e.Message);
        }
    }

    [LoggerMessage(3002, LogLevel.Warning, "The journal could not be pruned: {Problem}")]
    private partial void LogNotPruned(string problem);
}
