namespace Bellwether.Probes.Host;

/// <summary>Reads the kernel's files: how busy the host is, and whether one process lives.</summary>
/// <remarks>Remembers the look before, since shares of time are measured over the gap. One look at a time.</remarks>
internal sealed class HostProbe : IProbe
{
    private static readonly string[] Pressures = ["cpu", "memory", "io"];

    private readonly ProcFolder _files;
    private readonly ProcessWatch? _watch;
    private readonly ProcessReadings _process;
    private readonly DiskSpace[] _disks;
    private CpuTimes? _cpu;

    public HostProbe(HostProbeOptions options, TimeProvider time)
        : this(options, time, "/proc")
    {
    }

    internal HostProbe(HostProbeOptions options, TimeProvider time, string root)
    {
        _files = new ProcFolder(root);
        _watch = options.WatchesProcess ? new ProcessWatch(options, _files) : null;
        _process = new ProcessReadings(root, time);
        _disks = [.. options.Disks.Select(path => new DiskSpace(path, time))];
    }

    public static IReadOnlyList<TargetedProbe> Make(HostProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? Environment.MachineName, options.Group, new HostProbe(options, context.Time))];

    /// <summary>What must hold of its disks before a deployment: it writes, and so does what must be rolled
    /// back.</summary>
    public static IReadOnlyList<StartCondition> ConditionsOf(HostProbeOptions options) =>
    [
        .. options.Disks.SelectMany(disk => (StartCondition[])
        [
            new()
            {
                Signal = $"saturation.disk{Suffix(disk)}",
                Code = "disk-nearly-full",
                Words = $"the disk of {disk} is nearly full",
                Max = options.DiskLimit,
            },
            new()
            {
                Signal = $"saturation.disk-full-in{Suffix(disk)}",
                Code = "disk-filling",
                Words = $"the disk of {disk} will soon be full",
                Min = options.DiskFullIn.TotalSeconds,
            },
        ]),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var readings = new List<Reading>(16);
        var bootTime = AddHost(readings);
        if (readings.Count == 0 && _cpu is null)
            return Look.Missing("kernel-files", $"nothing can be read in {_files.Root}");
        foreach (var disk in _disks) await disk.AddAsync(readings, stopping).ConfigureAwait(false);
        return _watch is null ? Look.Good(readings) : WithProcess(_watch.Look(), bootTime, readings);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Look WithProcess(ProcessWatch.Found found, long? bootTime, List<Reading> readings)
    {
        var startedAt = _process.Add(found, bootTime, readings);
        return new Look
        {
            Reachability = found.Alive switch
            {
                true => Reachability.Good,
                false => Reachability.Bad,
                null => Reachability.Missing,
            },
            Reason = found.Reason,
            Detail = found.Detail,
            Readings = readings,
            Sighting = new Sighting
            {
                ProcessId = found.ProcessId,
                Alive = found.Alive,
                StartedAt = startedAt,
                ExitCode = found.Stat?.ExitCode,
            },
        };
    }

    /// <summary>Adds what can be read of the host, and gives its boot time.</summary>
    private long? AddHost(List<Reading> readings)
    {
        var stat = _files.Text("stat");
        var bootTime = KernelFiles.BootTime(stat);
        var cores = CpuTimes.Cores(stat);
        var cpu = CpuTimes.Parse(stat);
        Add(readings, "cpu", _cpu is { } before ? cpu?.Since(before) : null, "ratio");
        _cpu = cpu;
        Add(readings, "memory", KernelFiles.MemoryUsed(_files.Text("meminfo")), "ratio");
        if (cores > 0)
            Add(readings, "load1", KernelFiles.Load1(_files.Text("loadavg")) / cores, "ratio");
        foreach (var resource in Pressures)
        {
            var share = KernelFiles.SomePressure(_files.Text($"pressure/{resource}"));
            Add(readings, $"pressure.{resource}", share, "ratio");
        }

        return bootTime;
    }

    /// <summary>As the signals of a path are named.</summary>
    private static string Suffix(string path) =>
        path.Trim('/') is { Length: > 0 } below ? $"-{below.Replace('/', '-').ToLowerInvariant()}" : "";

    private static void Add(List<Reading> readings, string name, double? value, string unit)
    {
        if (value is { } known)
            readings.Add(Reading.Gauge(name, known, unit));
    }
}
