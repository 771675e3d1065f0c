using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent;

/// <summary>What the agent tells of itself, in figures and in the log, for as long as it runs.</summary>
internal sealed class SelfReport : IDisposable
{
    private readonly DeploymentMeter _deployments;
    private readonly DeploymentLog _log;
    private readonly StateMeter _state;

    public SelfReport(WatchRoom room, DeploymentJournal journal, HistoryStore history, IServiceProvider services)
    {
        _deployments = new DeploymentMeter(room);
        _log = new DeploymentLog(room.Book, services.GetRequiredService<ILogger<DeploymentLog>>());
        _state = new StateMeter(
            () => journal.Health, () => history.Health, () => FreeBytes(room.Plan.StateFolder),
            services.GetRequiredService<WatchLoop>());
    }

    /// <summary>Free on the disk that holds a folder.</summary>
    public static long FreeBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    public void Dispose()
    {
        _state.Dispose();
        _log.Dispose();
        _deployments.Dispose();
    }
}
