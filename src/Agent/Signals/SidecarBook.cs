using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals.Live;

namespace Bellwether.Agent.Signals;

/// <summary>The signals of one service in a sidecar: adds looks up to points and hands them on; remembers
/// nothing.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class SidecarBook(WatchPlan plan, TimeProvider time)
{
    private readonly ServiceBook _book = new(plan, history: null, time, new SeenLog());

    public void Take(SampledLook look) => _book.Take(look);

    /// <summary>Takes in that the process was started again, as far as only its id shows that.</summary>
    public void Restarted(RestartNotice notice) => _book.Restarted(notice);

    /// <summary>What there is to report since the last time.</summary>
    /// <param name="all">Points that are still open as well: nothing more will come.</param>
    public Harvest Reap(bool all) => _book.Reap(all);

    /// <summary>Version that the instance names now; null where it names none.</summary>
    public string? Version => _book.VersionNamed();
}
