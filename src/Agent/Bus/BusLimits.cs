namespace Bellwether.Agent.Bus;

/// <summary>What the bus may take, and how patient it is.</summary>
internal sealed record BusLimits
{
    /// <summary>Longest announcement, in bytes; the same as over HTTP. Default 64 KiB.</summary>
    public int LongestBody { get; init; } = 64 << 10;

    /// <summary>Longest reason beside a message that was set aside, in characters. Default 500.</summary>
    public int LongestReason { get; init; } = 500;

    /// <summary>Announcements that wait in the queue of an agent that is away; beyond it the oldest goes. Default
    /// 10 000.</summary>
    public int MostWaiting { get; init; } = 10_000;

    /// <summary>Messages set aside in the error queue; beyond it the oldest goes. Default 1 000.</summary>
    public int MostSetAside { get; init; } = 1_000;

    /// <summary>After so long without its agent the broker gives a queue up. Default 14 days.</summary>
    public TimeSpan QueueKept { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Pause before an announcement is tried again that could not be made durable. Default 1 s.</summary>
    public TimeSpan JournalPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Silence after which a connection is taken for dead, twice over. Default 20 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest wait for a connection to be made. Default 10 s.</summary>
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the connection to end in good order. Default 1 s.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(1);
}
