namespace Bellwether.Probes;

/// <summary>Looks at one target, once, when asked. It has no schedule, no memory of verdicts and no opinion.</summary>
public interface IProbe : IAsyncDisposable
{
    /// <summary>Looks once, within the probe's own time-out.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="stopping"/> was cancelled: that look
    /// never happened and is no finding.</exception>
    ValueTask<Look> LookAsync(CancellationToken stopping);
}
