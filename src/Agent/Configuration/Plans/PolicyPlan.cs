namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Times and budget of a watch, compiled.</summary>
internal sealed record PolicyPlan
{
    /// <summary>Width of a judged point. 1 s to 5 min; default 15 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long refused looks count for nothing after t0. Default 60 s.</summary>
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time after t0 that no statistical rule looks at; inside the window. Default 75 s.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>How long a version is watched at most. Default 10 min.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long it is watched at least before a promote. Default half of the window.</summary>
    public TimeSpan MinWatch { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time from the announcement of a step to its verdict at most. Default 30 min.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time for the whole deployment. Default 4 h.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long a promote can be withdrawn. Default 30 min; zero for never.</summary>
    public TimeSpan Bake { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Share of healthy deployments that statistics may roll back at most, in (0, 0.5]. Default
    /// 0.05.</summary>
    public double FalseRollbackBudget { get; init; } = 0.05;

    /// <summary>IANA name of the zone that days are counted in. Default UTC.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Warm-up in points, rounded up.</summary>
    public int WarmUpPoints => (int)Math.Ceiling(WarmUp / Interval);

    /// <summary>Window in points, rounded up; warm-up included.</summary>
    public int WindowPoints => (int)Math.Ceiling(Window / Interval);

    /// <summary>Shortest watch before a promote, in points, rounded up.</summary>
    public int MinWatchPoints => (int)Math.Ceiling(MinWatch / Interval);
}
