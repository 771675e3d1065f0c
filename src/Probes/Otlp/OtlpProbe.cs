namespace Bellwether.Probes.Otlp;

/// <summary>Looks at what one instance has sent; without a name, at the one that sent last.</summary>
internal sealed class OtlpProbe(OtlpWindow window, string? instance) : IProbe
{
    /// <summary>One for whoever sent last; who sends is known while the agent runs.</summary>
    public static IReadOnlyList<TargetedProbe> Make(OtlpProbeOptions options, ProbeContext context)
    {
        var window = context.Windows.Open(context.Service, context.Name, () => new OtlpWindow(options, context));
        window.Use(options);
        return [new(context.Service, null, window.ProbeOf(null))];
    }

    public ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        return ValueTask.FromResult(window.LookAt(instance));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
