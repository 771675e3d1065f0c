namespace Bellwether.Probes.Systemd;

/// <summary>What systemd says of a service at one moment; each member is the property of that name.</summary>
internal sealed record UnitFacts
{
    public required string Unit { get; init; }

    /// <summary><c>loaded</c>, <c>not-found</c>, <c>bad-setting</c>, <c>masked</c>, …</summary>
    public required string LoadState { get; init; }

    public required string ActiveState { get; init; }

    public required string SubState { get; init; }

    /// <summary>How its last run ended, <c>success</c> as long as nothing failed.</summary>
    public string Result { get; init; } = "success";

    /// <summary>Automatic restarts; 0 again after a start by hand.</summary>
    public long? Restarts { get; init; }

    /// <summary>Null where no main process runs.</summary>
    public int? MainProcess { get; init; }

    /// <summary>The main process that ran last, be it running still.</summary>
    public int? LastProcess { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Whether that process ended by a signal; null where it runs.</summary>
    public bool? EndedBySignal { get; init; }

    /// <summary>Its exit code, or the number of the signal.</summary>
    public int EndedWith { get; init; }

    public string? ControlGroup { get; init; }

    /// <summary>Bytes; null where unknown.</summary>
    public double? Memory { get; init; }

    /// <summary>Bytes; null where there is no limit.</summary>
    public double? MostMemory { get; init; }

    public double? Tasks { get; init; }

    public double? MostTasks { get; init; }

    /// <summary>Reads what GetAll answered.</summary>
    /// <exception cref="BusException">It has not what every unit has.</exception>
    public static UnitFacts Of(string unit, IReadOnlyDictionary<string, object> properties)
    {
        // CLD_EXITED is 1, CLD_KILLED 2, CLD_DUMPED 3.
        var ending = Whole(properties, "ExecMainCode") ?? 0;
        return new()
        {
            Unit = unit,
            LoadState = Word(properties, "LoadState"),
            ActiveState = Word(properties, "ActiveState"),
            SubState = Word(properties, "SubState"),
            Result = properties.GetValueOrDefault("Result") as string ?? "success",
            Restarts = Whole(properties, "NRestarts"),
            MainProcess = Process(properties, "MainPID"),
            LastProcess = Process(properties, "ExecMainPID"),
            StartedAt = Moment(properties, "ExecMainStartTimestamp"),
            EndedBySignal = ending switch { 1 => false, 2 or 3 => true, _ => null },
            EndedWith = (int)(Whole(properties, "ExecMainStatus") ?? 0),
            ControlGroup = properties.GetValueOrDefault("ControlGroup") as string is { Length: > 1 } group
                ? group : null,
            Memory = Amount(properties, "MemoryCurrent"),
            MostMemory = Amount(properties, "MemoryMax"),
            Tasks = Amount(properties, "TasksCurrent"),
            MostTasks = Amount(properties, "TasksMax"),
        };
    }

    private static string Word(IReadOnlyDictionary<string, object> properties, string name) =>
        properties.GetValueOrDefault(name) as string
        ?? throw new BusException($"systemd says no {name} of the unit");

    private static long? Whole(IReadOnlyDictionary<string, object> properties, string name) =>
        properties.GetValueOrDefault(name) switch
        {
            ulong number when number <= long.MaxValue => (long)number,
            long number => number,
            _ => null,
        };

    private static int? Process(IReadOnlyDictionary<string, object> properties, string name) =>
        Whole(properties, name) is > 0 and <= int.MaxValue and var id ? (int)id : null;

    /// <summary>Microseconds since 1970; 0 is never.</summary>
    private static DateTimeOffset? Moment(IReadOnlyDictionary<string, object> properties, string name) =>
        Whole(properties, name) is > 0 and < 253_402_300_799_000_000 and var microseconds
            ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond) : null;

    /// <summary>The largest number stands for "unknown" and for "no limit".</summary>
    private static double? Amount(IReadOnlyDictionary<string, object> properties, string name) =>
        properties.GetValueOrDefault(name) is ulong amount and not ulong.MaxValue ? amount : null;
}
