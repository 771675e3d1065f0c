namespace Bellwether.Probes.Vitals;

/// <summary>Looks at what browsers told of the pages of a service.</summary>
internal sealed class VitalsProbe(VitalsWindow window) : IProbe
{
    public static IReadOnlyList<TargetedProbe> Make(VitalsProbeOptions options, ProbeContext context)
    {
        var window = context.Windows.Open(context.Service, context.Name, () => new VitalsWindow(options, context.Time));
        window.Use(options);
        return [new("browsers", null, window.ProbeOf(null))];
    }

    public ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        return ValueTask.FromResult(window.Look());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
