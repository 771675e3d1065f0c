using Bellwether.Contracts.Points;

namespace Bellwether.Agent.Sidecar;

/// <summary>Reports that wait for the home, oldest first. What is too old, or too much, is given up and
/// counted.</summary>
internal sealed class Outbox
{
    /// <summary>How long a report waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>Most points and looks that wait.</summary>
    public const int MostHeld = 60_000;

    private readonly Queue<PointsReported> _waiting = new();
    private int _held;

    public int Count => _waiting.Count;

    /// <summary>Reports given up.</summary>
    public long Dropped { get; private set; }

    public void Add(PointsReported report)
    {
        _waiting.Enqueue(report);
        _held += SizeOf(report);
        while (_held > MostHeld) Drop();
    }

    /// <summary>The report to send next; null for none.</summary>
    public PointsReported? Next(DateTimeOffset now)
    {
        while (_waiting.TryPeek(out var oldest))
        {
            if (now - oldest.SentAt <= LongestWait) return oldest;
            Drop();
        }

        return null;
    }

    /// <summary>The report that <see cref="Next"/> gave has arrived.</summary>
    public void Sent() => Remove();

    /// <summary>The report that <see cref="Next"/> gave is refused for good.</summary>
    public void Drop()
    {
        Remove();
        Dropped++;
    }

    /// <summary>None of them fits any more.</summary>
    public void Clear()
    {
        while (_waiting.Count > 0) Drop();
    }

    private void Remove() => _held -= SizeOf(_waiting.Dequeue());

    private static int SizeOf(PointsReported report) =>
        1 + report.Looks.Count + report.Processes.Count
        + report.Migrations.Sum(told => told.Tables.Sum(table => 1 + table.Names.Count))
        + report.Signals.Sum(signal => signal.Points.Sum(point => 1 + (point.Buckets.Count / 4)));
}
