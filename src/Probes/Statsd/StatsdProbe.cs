namespace Bellwether.Probes.Statsd;

/// <summary>Looks at what was sent to a port.</summary>
internal sealed class StatsdProbe(StatsdWindow window) : IProbe
{
    public static IReadOnlyList<TargetedProbe> Make(StatsdProbeOptions options, ProbeContext context)
    {
        var window = context.Windows.Open(context.Service, context.Name, () => new StatsdWindow(options, context.Time));
        window.Use(options);
        return [new(options.Instance ?? context.Name, null, window.ProbeOf(null))];
    }

    public ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        return ValueTask.FromResult(window.Look());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
