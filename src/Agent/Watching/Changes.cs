namespace Bellwether.Agent.Watching;

/// <summary>Wakes everybody who waits for something to change.</summary>
/// <remarks>Safe for concurrent use. Take <see cref="Next"/> before reading the state, then wait for it.</remarks>
internal sealed class Changes
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next change after this call.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Announce() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .SetResult();
}
