using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>Times and budget of a watch.</summary>
internal sealed class PolicyOptions : IValidatableObject
{
    /// <summary>Points that a window must have beyond its warm-up: the first look of the judge is at that
    /// point.</summary>
    public const int PointsAfterWarmUp = 2;

    private static readonly PolicyPlan Defaults = new();

    /// <summary>Width of a judged point. 1 s to 5 min; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")] public TimeSpan Interval { get; init; } = Defaults.Interval;

    /// <summary>How long refused looks count for nothing after the new version's first sign. 0 s to 1 h; default 1
    /// min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] public TimeSpan StartWithin { get; init; } = Defaults.StartWithin;

    /// <summary>Time after the first sign that no statistical rule looks at; inside the window. 0 s to 1 h; default 75
    /// s, at most a quarter of the window.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00"), DefaultValue("75s, at most a quarter of window")]
    public TimeSpan? WarmUp { get; init; }

    /// <summary>How long a version is watched at most. 3 s to 7 d; default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:03", "7.00:00:00")] public TimeSpan Window { get; init; } = Defaults.Window;

    /// <summary>How long it is watched at least before a promote, at most the window. 0 s to 7 d; default half of the
    /// window.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00"),
        DefaultValue("half of window")]
    public TimeSpan? MinWatch { get; init; }

    /// <summary>Time from the announcement of a step to its verdict, at least window and start-within. 1 s to 30 d;
    /// default 30 min, at least three windows.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00"), DefaultValue("30m, at least three times window")]
    public TimeSpan? Deadline { get; init; }

    /// <summary>Time for the whole deployment, at least the deadline. 1 s to 90 d; default 4 h, at least the
    /// deadline.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00"),
        DefaultValue("4h, at least deadline")]
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>How long a promote can be withdrawn; 0s for never. 0 s to 7 d; default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")] public TimeSpan Bake { get; init; } = Defaults.Bake;

    /// <summary>Share of healthy deployments that statistics may roll back at most. More than 0% and at most 50%;
    /// default 5%.</summary>
    [Range(0.0, 0.5, MinimumIsExclusive = true)]
    public Ratio FalseRollbackBudget { get; init; } =
        new(Defaults.FalseRollbackBudget);

    /// <summary>Zone that days are counted in, by its IANA name; default UTC.</summary>
    public string TimeZone { get; init; } = Defaults.TimeZone;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var plan = Compile();
        if (plan.WarmUp >= plan.Window)
            yield return new($"must be shorter than the window of {Duration.Write(plan.Window)}: nothing would be "
                + $"judged", [Blamed(WarmUp, nameof(WarmUp))]);
        else if (plan.WarmUpPoints + PointsAfterWarmUp > plan.WindowPoints)
            yield return new($"can never judge: the window has {plan.WindowPoints} points of "
                + $"{Duration.Write(plan.Interval)}, the warm-up takes "
                + $"{plan.WarmUpPoints}, and {PointsAfterWarmUp} more are needed", [Blamed(WarmUp, nameof(WarmUp))]);
        if (plan.MinWatch > plan.Window)
            yield return new($"must be at most the window of {Duration.Write(plan.Window)}", [nameof(MinWatch)]);
        if (plan.Deadline < plan.Window + plan.StartWithin)
            yield return new("every deployment would end in 'deadline': it must be at least window and start-within "
                + "together, "
                + Duration.Write(plan.Window + plan.StartWithin), [nameof(Deadline)]);
        if (plan.MaxDuration < plan.Deadline)
            yield return new($"must be at least the deadline of {Duration.Write(plan.Deadline)}",
                [nameof(MaxDuration)]);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new($"unknown time zone '{TimeZone}'"
                + (Spelling.Hint(TimeZone, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)) is { Length: > 0 } hint
                    ? hint : "; names are like Europe/Berlin, and this machine needs its tzdata"), [nameof(TimeZone)]);
    }

    /// <summary>The plan with every default worked out: who states only a window gets times that fit it.</summary>
    public PolicyPlan Compile()
    {
        var deadline = Deadline ?? Max(Defaults.Deadline, 3 * Window, Window + StartWithin);
        return new PolicyPlan
        {
            Interval = Interval,
            StartWithin = StartWithin,
            WarmUp = WarmUp ?? (Window / 4 < Defaults.WarmUp ? Window / 4 : Defaults.WarmUp),
            Window = Window,
            MinWatch = MinWatch ?? Window / 2,
            Deadline = deadline,
            MaxDuration = MaxDuration ?? Max(Defaults.MaxDuration, deadline),
            Bake = Bake,
            FalseRollbackBudget = FalseRollbackBudget.Value,
            TimeZone = TimeZone,
        };
    }

    private string Blamed(TimeSpan? stated, string name) =>
        stated is not null ? name : Window != Defaults.Window ? nameof(Window) : nameof(Interval);

    private static TimeSpan Max(params ReadOnlySpan<TimeSpan> spans)
    {
        var most = TimeSpan.Zero;
        foreach (var span in spans)
            most = span > most ? span : most;
        return most;
    }
}
