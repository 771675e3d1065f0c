namespace Bellwether.Probes.Scrape;

/// <summary>Tells a page that is frozen from one on which nothing happened: an exporter that stopped behind a cache
/// goes on answering, with what it knew last.</summary>
/// <remarks>
/// A page that stands still is no evidence of anything by itself: an idle service writes the same page twice. But
/// whoever writes a page uses its processor and its memory for that, so a page that tells of its runtime moves by
/// itself. Where that was so at look after look, and then not one byte changes any more, nobody writes it. Safe for
/// concurrent use.
/// </remarks>
internal sealed class StandingPage
{
    /// <summary>Looks in a row at which the runtime's own numbers moved, before a page is known to move by
    /// itself.</summary>
    public const int MovesToKnow = 10;

    /// <summary>Looks in a row without a byte of difference, before such a page is taken for frozen.</summary>
    public const int StillLooks = 3;

    /// <summary>And the least time that it must have stood still: at short gaps a process that has nothing to do may
    /// well not move for a while.</summary>
    public static readonly TimeSpan StillFor = TimeSpan.FromSeconds(30);

    // Of the process and the runtime behind the page, and of whoever counts the scrapes; none of them waits for a
    // request of somebody else.
    private static readonly string[] s_moving =
    [
        "process_cpu_", "process_resident_", "process_runtime_", "process_uptime", "process_working_set",
        "process_private_", "process_memory_", "go_memstats_", "go_gc_", "dotnet_", "jvm_", "nodejs_", "python_gc_",
        "ruby_", "erlang_vm_", "node_time_", "node_cpu_", "promhttp_metric_handler_requests_total", "scrape_",
    ];

    private readonly Lock _gate = new();
    private int _hash;
    private int _length = -1;
    private double _sum = double.NaN;
    private int _moves;
    private int _still;
    private long _since;

    /// <summary>Takes the page of a look.</summary>
    /// <returns>How long it has stood still, where it is frozen; else null.</returns>
    public TimeSpan? Take(ReadOnlySpan<byte> page, IReadOnlyList<Reading> readings, TimeProvider time)
    {
        var hash = new HashCode();
        hash.AddBytes(page);
        var code = hash.ToHashCode();
        lock (_gate)
        {
            if (page.Length == _length && code == _hash)
                return Still(time);
            var stood = _still;
            (_hash, _length, _still, _since) = (code, page.Length, 0, time.GetTimestamp());
            // A page that has stood still and goes on was not frozen, or is no more: it is to show again that it moves.
            _moves = stood == 0 && Moved(readings) ? Math.Min(_moves + 1, MovesToKnow) : 0;
            return null;
        }
    }

    private TimeSpan? Still(TimeProvider time)
    {
        _still++;
        var stood = time.GetElapsedTime(_since);
        if (_moves >= MovesToKnow && _still >= StillLooks && stood >= StillFor)
            return stood;
        return null;
    }

    private bool Moved(IReadOnlyList<Reading> readings)
    {
        // Known once, it is not asked again: a page without any byte changed is what counts.
        if (_moves >= MovesToKnow)
            return true;
        var sum = 0.0;
        string? name = null;
        var moves = false;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (!ReferenceEquals(reading.Name, name))
            {
                name = reading.Name;
                moves = Array.Exists(s_moving, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
            }

            // Weighted by its place, so that two that change against each other do not look like none.
            if (moves && double.IsFinite(reading.Value))
                sum += reading.Value * (1 + (i % 97));
        }

        var moved = !sum.Equals(_sum) && !double.IsNaN(_sum);
        _sum = sum;
        return moved;
    }
}
