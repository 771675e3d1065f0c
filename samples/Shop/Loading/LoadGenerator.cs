using System.Runtime.InteropServices;

namespace Shop.Loading;

/// <summary>
/// An open loop: requests leave when they are due, however slow the answers, as customers do. It never has more than
/// its limit under way, and ends when its time is over.
/// </summary>
internal sealed class LoadGenerator(LoadOptions options, Visit visit, Tally tally, TimeProvider time)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(10);

    /// <summary>Older arrears are skipped: a late timer must not become a burst of requests.</summary>
    private static readonly TimeSpan s_arrears = TimeSpan.FromMilliseconds(100);

    private readonly RateCurve _rate = new(options);
    private readonly List<Task> _underWay = new(options.InFlight);

    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time)
    {
        using var ended = new CancellationTokenSource();
        using var onTerm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);

        var tally = new Tally();
        using var visit = new Visit(options, tally, time);
        var start = time.GetTimestamp();
        await new LoadGenerator(options, visit, tally, time).GenerateAsync(start, ended.Token);
        Console.WriteLine(tally.Summary(time.GetElapsedTime(start)));
        return 0;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.Cancel();
        }
    }

    private async Task GenerateAsync(long start, CancellationToken stopping)
    {
        using var beat = new PeriodicTimer(s_beat, time);
        var last = TimeSpan.Zero;
        var due = 0.0;
        while (last < options.Duration && !stopping.IsCancellationRequested)
        {
            await beat.WaitForNextTickAsync(CancellationToken.None);
            await ForgetFinishedAsync();
            var now = time.GetElapsedTime(start);
            due += _rate.At(now) * (now - last).TotalSeconds;
            last = now;
            due -= Skip(due - _rate.At(now) * s_arrears.TotalSeconds);
            for (; due >= 1; due--) Send(stopping);
        }

        await Task.WhenAll(_underWay);
    }

    private void Send(CancellationToken stopping)
    {
        if (_underWay.Count < options.InFlight) _underWay.Add(visit.MakeAsync(stopping));
        else tally.Skipped(1);
    }

    /// <returns>How many whole requests of these were given up.</returns>
    private long Skip(double tooMany)
    {
        var skipped = Math.Max(0, (long)tooMany);
        tally.Skipped(skipped);
        return skipped;
    }

    /// <remarks>Each is awaited, so that a fault of our own ends the program instead of vanishing.</remarks>
    private async Task ForgetFinishedAsync()
    {
        for (var i = _underWay.Count - 1; i >= 0; i--)
        {
            if (!_underWay[i].IsCompleted) continue;
            await _underWay[i];
            _underWay.RemoveAt(i);
        }
    }
}
