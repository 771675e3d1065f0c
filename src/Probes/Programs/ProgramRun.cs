using System.Text;

namespace Bellwether.Probes.Programs;

/// <summary>Runs programs to their ends, a few at a time.</summary>
internal static class ProgramRun
{
    /// <summary>Programs that run at once, of all probes together.</summary>
    public const int MostAtOnce = 8;

    /// <summary>Time for what was written to arrive after a program has ended: one that it let go into a session of its
    /// own may still hold the pipe. On a busy machine a quarter of a second lost the words of one that had
    /// none.</summary>
    private static readonly TimeSpan Tail = TimeSpan.FromSeconds(1);

    private static readonly SemaphoreSlim Slots = new(MostAtOnce);

    /// <summary>Runs a program; its time-out ends it with all that it started.</summary>
    /// <param name="plan">What and how.</param>
    /// <param name="patience">Longest time, waiting for its turn included.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends it as well.</param>
    /// <exception cref="ProgramException">It cannot be started, or too many run.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="stopping"/> was cancelled.</exception>
    public static async Task<ProgramEnd> RunAsync(
        ProgramPlan plan, TimeSpan patience, TimeProvider time, CancellationToken stopping)
    {
        using var over = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, over.Token);
        try
        {
            await Slots.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new ProgramException("too-many", $"{MostAtOnce} programs run already, and none ended in time");
        }

        try
        {
            return await WatchAsync(plan, either.Token, stopping).ConfigureAwait(false);
        }
        finally
        {
            Slots.Release();
        }
    }

    private static async Task<ProgramEnd> WatchAsync(
        ProgramPlan plan, CancellationToken over, CancellationToken stopping)
    {
        using var program = StartedProgram.Start(plan);
        using var tail = new CancellationTokenSource();
        using var ending = over.Register(program.Kill);
        var writing = WriteAsync(program.Input, plan.Input, tail.Token);
        var output = new CappedOutput(plan.MostBytes, plan.EndsWhenFull ? program.Kill : null);
        var errors = new CappedOutput(plan.MostBytes / 16, whenFull: null);
        var reading = Task.WhenAll(
            output.ReadAsync(program.Output, tail.Token), errors.ReadAsync(program.Errors, tail.Token));

        var (code, signal) = await program.Ended.ConfigureAwait(false);
        var isLate = over.IsCancellationRequested;
        tail.CancelAfter(Tail);
        await reading.ConfigureAwait(false);
        await tail.CancelAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        return new()
        {
            Code = code,
            Signal = signal,
            IsLate = isLate,
            IsFull = output.IsFull,
            Output = output.Bytes,
            Errors = errors.Bytes,
        };
    }

    private static async Task WriteAsync(Stream input, string? text, CancellationToken cancel)
    {
        try
        {
            if (text is not null) await input.WriteAsync(Encoding.UTF8.GetBytes(text), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It has ended, or does not read: what it made of that its exit code tells.
        }
        finally
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
    }
}
