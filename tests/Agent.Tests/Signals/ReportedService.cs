using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>A sidecar of a watched service, as far as its home can tell: reports made by hand.</summary>
internal sealed class ReportedService(WatchedService home, string instance)
{
    private readonly DateTimeOffset _run = home.Now;

    public long Sequence { get; set; } = 1;

    public string Version { get; set; } = "1";

    public LookOutcome Outcome { get; set; } = LookOutcome.Good;

    /// <summary>Why looks were bad; null where nothing is told.</summary>
    public string? Why { get; set; }

    /// <summary>What one second of the service was: errors of requests, a look a second.</summary>
    public PointsReported Second(double bad = 1, double total = 10) => Seconds(1, bad, total);

    /// <summary>What the last seconds were.</summary>
    public PointsReported Seconds(int count, double bad = 1, double total = 10)
    {
        var end = DateTimeOffset.FromUnixTimeSeconds(home.Now.ToUnixTimeSeconds());
        var starts = Enumerable.Range(0, count).Select(i => end.AddSeconds(i - count)).ToList();
        return new()
        {
            Service = WatchedService.Name,
            Environment = "test",
            Instance = instance,
            Version = Version,
            RunStartedAt = _run,
            Sequence = Sequence++,
            SentAt = home.Now,
            ClosedUntil = end,
            IntervalSeconds = 1,
            Signals =
            [
                new()
                {
                    Signal = "app.errors",
                    Kind = SignalKind.Ratio,
                    Unit = "ratio",
                    Points = [.. starts.Select(at => new ReportedPoint { At = at, Bad = bad, Total = total })],
                },
                new()
                {
                    Signal = "app.requests",
                    Kind = SignalKind.Rate,
                    Unit = "per-second",
                    Points = [.. starts.Select(at => new ReportedPoint { At = at, Sum = total, Count = 1 })],
                },
            ],
            Looks = [.. starts.Select(at => new ReportedLook
            {
                Signal = "app.up",
                At = at.AddMilliseconds(500),
                Outcome = Outcome,
                Why = Why,
            })],
        };
    }
}
