using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Watching.Replaying;

/// <summary>What a verdict was judged on, beside the plan and what was learned: all that a replay needs.</summary>
internal sealed record JudgedPoints
{
    /// <summary>Version of this record's form; 2. The first one was the snapshot alone.</summary>
    public int Schema { get; init; }

    public WatchSnapshot? Snapshot { get; init; }

    public Circumstances? Circumstances { get; init; }
}
