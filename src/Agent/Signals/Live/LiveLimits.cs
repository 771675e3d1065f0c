namespace Bellwether.Agent.Signals.Live;

/// <summary>What the room may hold. Beyond it things are left out, and counted.</summary>
internal static class LiveLimits
{
    /// <summary>Series that the signals of one page are made from; a page with more gives no counts at all.</summary>
    public const int SeriesPerPage = 50_000;

    /// <summary>Series of one metric that a page has left out and whose totals are still known; with more, all are
    /// forgotten.</summary>
    public const int SeriesAway = 8_192;

    /// <summary>Samples of a page that one level is made from, and as many of its limit; those after them are left
    /// out.</summary>
    public const int SamplesOfLevel = 4_096;

    /// <summary>Routes that the labels of one signal's series tell, and as many that are no traffic.</summary>
    public const int RoutesOfSignal = 4_096;

    /// <summary>Instances of a service that are looked at, counted once a probe.</summary>
    public const int Instances = 512;

    /// <summary>Instances of a service that are known by name, those that are gone among them.</summary>
    public const int InstancesRemembered = 1_024;

    /// <summary>Signals of a service.</summary>
    public const int Signals = 512;

    /// <summary>Points before t0 at least, where the history has them.</summary>
    public const int LeastPoints = 1_440;

    /// <summary>Points of a latency, which hold a number a bucket: a day of points of 15 s.</summary>
    public const int LatencyPoints = 5_760;

    /// <summary>Looks of a state signal, all its instances together.</summary>
    public const int Looks = 8_192;

    /// <summary>What was seen of processes, all instances together.</summary>
    public const int ProcessMarks = 8_192;

    /// <summary>Signs of new processes and versions.</summary>
    public const int Signs = 1_024;

    /// <summary>Restarts remembered of a signal.</summary>
    public const int Restarts = 1_024;

    /// <summary>Kinds of our own requests (path and answer) between two pages that are looked for in a page's counts,
    /// however many of each, and paths of which it is known whether they are counted: four front ends with as many
    /// assets as one may have. With more the counts of that page are missing.</summary>
    public const int OwnRequests = 1_024;

    /// <summary>Of these, for a latency, the first that keep their own duration; after them those of one path and
    /// answer have their mean.</summary>
    public const int OwnRequestsTimed = 256;

    /// <summary>Rows that wait to be written; the oldest go first.</summary>
    public const int RowsWaiting = 100_000;

    /// <summary>Watches whose time before t0 is kept ready.</summary>
    public const int OpenWatches = 8;

    /// <summary>How long after its end a point may still get what belongs to it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>The same where sidecars report: they close a point, send it, and are not always quick.</summary>
    public static readonly TimeSpan ReportGrace = TimeSpan.FromSeconds(4);

    /// <summary>How long reports of an earlier run of a sidecar may still be under way.</summary>
    public static readonly TimeSpan RunsOverlap = TimeSpan.FromMinutes(1);

    /// <summary>How long an instance may have been on its way out when its sidecar says that it leaves: a sidecar in a
    /// cluster ends after its app, which has that long by default.</summary>
    public static readonly TimeSpan LeavingFor = TimeSpan.FromSeconds(30);

    /// <summary>Sidecars of one service.</summary>
    public const int Reporters = 256;

    /// <summary>How often rows are written.</summary>
    public static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(5);

    /// <summary>Looks of before a restart of the agent are rebuilt over that long.</summary>
    public static readonly TimeSpan LooksRebuilt = TimeSpan.FromHours(1);

    /// <summary>An instance that nobody has looked at for so long is forgotten.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromMinutes(15);

    /// <summary>How often instances that are silent are looked for.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    /// <summary>The start time of one process is told a little differently from look to look where a clock is
    /// adjusted.</summary>
    public static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(1.5);
}
