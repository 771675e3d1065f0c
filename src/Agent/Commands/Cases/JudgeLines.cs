using System.Threading.Channels;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary><c>judge</c>: reads lines, judges them on all cores, answers in their order.</summary>
internal sealed class JudgeLines : IDisposable
{
    /// <summary>Lines that may be read ahead of the answers, for each core.</summary>
    private const int AheadPerCore = 4 * CaseRun.Most;

    /// <summary>Errno of a pipe that nobody reads any more.</summary>
    private const int BrokenPipe = 32;

    private readonly JudgeStreams streams;
    private readonly Channel<PendingLine> order;
    private readonly Channel<CaseRun> work = Channel.CreateUnbounded<CaseRun>();
    private readonly CalibrationCache cache = new();
    private readonly ReadAhead ahead = new();

    private JudgeLines(JudgeStreams streams, int workers)
    {
        this.streams = streams;
        order = Channel.CreateBounded<PendingLine>(AheadPerCore * workers);
    }

    /// <summary>The exit code: 2 where a line was refused.</summary>
    /// <param name="streams">Lines in, lines out, complaints.</param>
    /// <param name="workers">Cases judged at the same time; 1 or more.</param>
    /// <param name="stopping">Ends it; what was read and not answered is dropped.</param>
    public static async Task<int> RunAsync(JudgeStreams streams, int workers, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var lines = new JudgeLines(streams, workers);
        var reading = lines.ReadAsync(either.Token);
        var judging = Enumerable.Range(0, workers).Select(_ => Task.Run(() => lines.JudgeAsync(either.Token))).ToList();
        try
        {
            return await lines.WriteAsync(either.Token);
        }
        finally
        {
            await either.CancelAsync();
            await Task.WhenAll([reading, .. judging]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => ahead.Dispose();

    private async Task ReadAsync(CancellationToken stopping)
    {
        Exception? trouble = null;
        try
        {
            var (lines, parser) = (new LineReader(streams.Input), new LineParser());
            CaseRun? run = null;
            while (await lines.ReadAsync(stopping))
            {
                ahead.Read(lines.Line.Length);
                if (parser.Parse(lines.Line, lines.Number, lines.IsTooLong) is not { } pending) continue;
                pending.Megabytes = await ahead.TakeAsync(stopping);
                await order.Writer.WriteAsync(pending, stopping);
                if (pending.Question is not { } question || run?.TryAdd(pending) is true) continue;
                run = new(question);
                run.TryAdd(pending);
                await work.Writer.WriteAsync(run, stopping);
            }
        }
        catch (Exception e)
        {
            // The writer meets it, after all lines before it.
            trouble = e;
        }

        work.Writer.Complete();
        order.Writer.Complete(trouble);
    }

    private async Task JudgeAsync(CancellationToken stopping)
    {
        await foreach (var run in work.Reader.ReadAllAsync(stopping))
            while (!stopping.IsCancellationRequested && run.Next() is { } pending)
                Judge(pending);
    }

    private void Judge(PendingLine pending)
    {
        try
        {
            pending.Judged(CaseJudge.Judge(pending.Question!, cache));
        }
        catch (Exception e)
        {
            // Said in its place, and in the exit code: the other cases are still judged.
            pending.Fault(e);
        }
    }

    private async Task<int> WriteAsync(CancellationToken stopping)
    {
        var code = ExitCodes.Ok;
        try
        {
            await foreach (var pending in order.Reader.ReadAllAsync(stopping))
            {
                // Whoever asks line by line waits for the answer before the next line.
                if (!pending.Answer.IsCompleted) await streams.Output.FlushAsync(stopping);
                var answer = await pending.Answer.WaitAsync(stopping);
                ahead.GiveBack(pending.Megabytes);
                if (pending.Complaint is { } why)
                    await streams.Error.WriteLineAsync($"bellwether: line {pending.Number}: {why}");
                if (pending.Complaint is not null && code != ExitCodes.Fault)
                    code = pending.IsFault ? ExitCodes.Fault : ExitCodes.Usage;
                if (answer is not null) await streams.Output.WriteAsync(answer, stopping);
                if (!order.Reader.TryPeek(out _)) await streams.Output.FlushAsync(stopping);
            }

            await streams.Output.FlushAsync(stopping);
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            // Whoever asked has heard enough.
        }

        return code;
    }
}
