using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording;

/// <summary>Load, restarts and writing, side by side, for the length of the recording.</summary>
internal sealed class RecordingSession(RecordingFolder folder, TimeProvider time)
{
    /// <summary>Seconds between two writes.</summary>
    private const int Flush = 60;

    /// <summary>After the end of a second, so that its last requests are counted.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(30);

    /// <summary>Each with the requests a second that it gets on the whole.</summary>
    public required IReadOnlyList<(RecordedProgram Program, double Rate)> Programs { get; init; }

    public async Task RunAsync(TimeSpan length, Dice dice, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var restarts = RestartTimes.Of(Programs.Count, length, dice);
        List<Task> work = [WriteAsync((int)length.TotalSeconds, over.Token)];
        for (var i = 0; i < Programs.Count; i++)
        {
            var curve = new LoadCurve(Programs[i].Rate, length, dice);
            work.Add(Programs[i].Program.UseAsync(curve, dice, over.Token));
            work.Add(Programs[i].Program.RestartAsync(restarts[i], over.Token));
            Console.WriteLine($"{Programs[i].Program.Name}: {restarts[i].Count} restarts");
        }

        // The writer ends when its time is over; whatever else ends first has a fault, which is thrown here.
        while (!work[0].IsCompleted)
        {
            var done = await Task.WhenAny(work);
            if (done != work[0]) work.Remove(done);
            if (done.IsFaulted) await over.CancelAsync();
            if (done.IsFaulted) await done;
        }

        await over.CancelAsync();
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested) await Task.WhenAll(work.Where(task => task.IsFaulted));
    }

    private async Task WriteAsync(int seconds, CancellationToken stopping)
    {
        var kept = Programs.Select(_ => new List<RecordedSecond>(Flush)).ToList();
        var first = time.GetUtcNow().ToUnixTimeSeconds() + 1;
        try
        {
            for (var second = first; second < first + seconds; second++)
            {
                var wait = DateTimeOffset.FromUnixTimeSeconds(second + 1) + s_grace - time.GetUtcNow();
                if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stopping);
                var table = ProcessTable.Read();
                var looks = Programs.Select(of => of.Program.SecondAsync(second, table)).ToList();
                for (var i = 0; i < looks.Count; i++) kept[i].Add(await looks[i]);
                if (kept[0].Count == Flush) Write(kept);
            }
        }
        finally
        {
            Write(kept);
        }
    }

    private void Write(List<List<RecordedSecond>> kept)
    {
        for (var i = 0; i < kept.Count; i++)
        {
            if (kept[i].Count > 0) RecordingFile.Append(folder.Recording(Programs[i].Program.Name), kept[i]);
            kept[i].Clear();
        }
    }
}
