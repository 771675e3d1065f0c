using Bellwether.Probes.Host;

namespace Bellwether.Probes.Systemd;

/// <summary>Asks systemd how a service is: does it run, how did it end, was it started again.</summary>
/// <remarks>Over the bus rather than by <c>systemctl</c>: a look starts no process of its own, needs no privilege and
/// no
/// program, gets all properties of one moment, and times to the microsecond. One look at a time.</remarks>
internal sealed class SystemdProbe(SystemdProbeOptions options, TimeProvider time) : IProbe
{
    private readonly SystemBus _bus = new(options.Bus);
    private readonly ProcFolder _groups = new(options.Cgroups);
    private bool _wasThere;

    public static IReadOnlyList<TargetedProbe> Make(SystemdProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? Environment.MachineName, options.Group, new SystemdProbe(options, context.Time))];

    public static IReadOnlyList<ProbeSignal> Signals(IProbeOptions options) =>
    [
        // Of the kernel's own count one is enough; what was killed before the deployment as well is not blamed on it.
        ProbeSignal.Rate("oom-kills", new() { Name = "oom-kills", Max = 0, K = 1, N = 5 },
            "the kernel killed processes of the unit: they had no memory left"),
        ProbeSignal.Rate("auto-restarts"),
        ProbeSignal.Gauge("memory", "bytes"),
        ProbeSignal.Gauge("memory-used", "ratio"),
        ProbeSignal.Gauge("tasks-used", "ratio"),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var unit = options.UnitName;
            var properties = await _bus.PropertiesAsync(unit, either.Token).ConfigureAwait(false);
            return LookOf(UnitFacts.Of(unit, properties));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Look.Missing(
                "bus-timeout", $"the bus gave no answer within {options.Patience.TotalSeconds:0.###} s");
        }
        catch (BusException e)
        {
            stopping.ThrowIfCancellationRequested();
            return Look.Missing("bus", e.Message);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Look LookOf(UnitFacts unit)
    {
        if (unit.LoadState is "not-found" && unit.ActiveState is "inactive")
            return _wasThere ? Look.Bad("unit-gone", $"there is no {unit.Unit} any more")
                : Look.Missing("no-unit", $"systemd knows no {unit.Unit}");
        _wasThere = true;
        return UnitLook.Of(unit, KilledIn(unit.ControlGroup));
    }

    /// <summary>Processes of a control group that the kernel killed because its memory ran out.</summary>
    private double? KilledIn(string? group)
    {
        if (group is null) return null;
        var path = Path.Join(_groups.Root, group, "memory.events");
        return _groups.Read(path, out var text) is ProcFolder.Outcome.Read
            && Fields.TryLine(text, "oom_kill "u8, out var count) ? Fields.Number(count) : null;
    }
}
