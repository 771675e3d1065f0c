namespace Bellwether.Probes.Logs.Access;

/// <summary>Requests by status and by duration.</summary>
internal sealed class RequestCounts
{
    /// <summary>Upper bounds in seconds, close enough that a quantile is told to about a quarter.</summary>
    public static readonly double[] Bounds =
    [
        0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75,
        1, 1.5, 2, 3, 5, 7.5, 10, 15, 30, 60,
    ];

    /// <summary>Words of statuses: those with a meaning of their own, and the others by hundreds.</summary>
    public static readonly string[] Statuses = ["1xx", "2xx", "3xx", "401", "403", "429", "499", "4xx", "5xx"];

    public double[] ByStatus { get; } = new double[Statuses.Length];

    /// <summary>Not cumulative; one more than bounds.</summary>
    public double[] ByDuration { get; } = new double[Bounds.Length + 1];

    public double Seconds { get; private set; }

    /// <summary>Lines that are a request, those that do not count as traffic among them.</summary>
    public double Read { get; private set; }

    /// <summary>Lines that are none.</summary>
    public double Unread { get; set; }

    /// <summary>Requests that name no agent: looks of ours may be among them.</summary>
    public double WithoutAgent { get; private set; }

    public bool HasDurations { get; private set; }

    public void Count(in AccessLine line)
    {
        Read++;
        if (!line.NamesAgent) WithoutAgent++;
        ByStatus[PlaceOf(line.Status)]++;
        // A connection that was turned into another protocol lasts as long as somebody wants it.
        if (double.IsNaN(line.Seconds) || line.Status == 101) return;
        HasDurations = true;
        var bucket = Array.BinarySearch(Bounds, line.Seconds);
        ByDuration[bucket < 0 ? ~bucket : bucket]++;
        Seconds += line.Seconds;
    }

    /// <summary>A request that is no traffic.</summary>
    public void PassOver() => Read++;

    public void Add(RequestCounts more)
    {
        for (var i = 0; i < ByStatus.Length; i++) ByStatus[i] += more.ByStatus[i];
        for (var i = 0; i < ByDuration.Length; i++) ByDuration[i] += more.ByDuration[i];
        Seconds += more.Seconds;
        Read += more.Read;
        Unread += more.Unread;
        WithoutAgent += more.WithoutAgent;
        HasDurations |= more.HasDurations;
    }

    private static int PlaceOf(int status) => status switch
    {
        < 200 => 0,
        < 300 => 1,
        < 400 => 2,
        401 => 3,
        403 => 4,
        429 => 5,
        499 => 6,
        < 500 => 7,
        _ => 8,
    };
}
