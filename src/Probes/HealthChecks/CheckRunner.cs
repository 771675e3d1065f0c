using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks;

/// <summary>Makes a check and runs it, never twice at a time.</summary>
/// <remarks>
/// The check is code of others. It is called on a thread of its own, so that one that blocks does not take a thread of
/// the pool from everybody; what it throws is brought home as a value.
/// </remarks>
internal sealed class CheckRunner(string name, PreparedCheck prepared, TimeSpan patience, TimeProvider time)
{
    /// <summary>Longest wait, at the end, for a check that is to put its things away.</summary>
    public static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(1);

    private IHealthCheck? _check;
    private Task<CheckOutcome> _last = Task.FromResult(new CheckOutcome(null, null, TimeSpan.Zero));
    private long _began;

    /// <summary>Since when a run is under way; null where none is.</summary>
    public TimeSpan? Running => _last.IsCompleted ? null : time.GetElapsedTime(_began);

    /// <summary>Begins a run. The task never fails.</summary>
    /// <exception cref="InvalidOperationException">The run before still goes on.</exception>
    public Task<CheckOutcome> Begin(CancellationToken cancel)
    {
        if (Running is not null) throw new InvalidOperationException("A check runs once at a time.");
        _began = time.GetTimestamp();
        return _last = OnItsOwnThread(() => RunAsync(cancel));
    }

    /// <summary>Lets the check put its things away, unless it still runs: then it is left behind.</summary>
    public async ValueTask EndAsync()
    {
        if (Running is not null || _check is not { } check) return;
        _check = null;
        try
        {
            await OnItsOwnThread(async () =>
            {
                if (check is IAsyncDisposable later) await later.DisposeAsync().ConfigureAwait(false);
                else if (check is IDisposable now) now.Dispose();
                return true;
            }).WaitAsync(DisposePatience, TimeProvider.System).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // What a plug-in does wrong while it is taken away concerns nobody any more.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }

#pragma warning disable CA1031 // Code of others may throw anything; it comes home as a value.
    private async Task<CheckOutcome> RunAsync(CancellationToken cancel)
    {
        try
        {
            _check ??= prepared.Make(patience);
        }
        catch (Exception e)
        {
            return new CheckOutcome(null, e, time.GetElapsedTime(_began)) { IsUnmade = true };
        }

        var start = time.GetTimestamp();
        try
        {
            var registration = new HealthCheckRegistration(name, _check, HealthStatus.Unhealthy, tags: null, patience);
            // A plug-in may break the promise that there is a task.
            var answer = (Task<HealthCheckResult>?)_check.CheckHealthAsync(
                new HealthCheckContext { Registration = registration }, cancel);
            HealthCheckResult? result = answer is null ? null : await answer.ConfigureAwait(false);
            return new CheckOutcome(result, null, time.GetElapsedTime(start));
        }
        catch (Exception e)
        {
            return new CheckOutcome(null, e, time.GetElapsedTime(start));
        }
    }
#pragma warning restore CA1031

    private static Task<T> OnItsOwnThread<T>(Func<Task<T>> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default).Unwrap();
}
