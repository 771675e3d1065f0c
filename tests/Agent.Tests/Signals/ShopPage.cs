namespace Bellwether.Agent.Tests.Signals;

/// <summary>The page of a small service that counts what it is asked, as .NET's own metrics do.</summary>
internal sealed class ShopPage(bool routes = true)
{
    public static readonly double[] Bounds = [0.01, 0.1, 1];

    private const string Metric = "http_server_request_duration_seconds";

    private readonly Dictionary<(string Route, int Status), (double[] Counts, double Sum)> _series = [];

    public double? StartedAt { get; set; } = 1_767_000_000;

    public string? Version { get; set; }

    public ShopPage Ask(string route, int status = 200, double seconds = 0.05, int times = 1)
    {
        var key = routes ? (route, status) : ("", status);
        if (!_series.TryGetValue(key, out var series)) series = (new double[Bounds.Length + 1], 0);
        var bucket = Bounds.Count(bound => seconds > bound);
        series.Counts[bucket] += times;
        _series[key] = (series.Counts, series.Sum + seconds * times);
        return this;
    }

    /// <summary>Another process: nothing counted yet.</summary>
    public void Restart(double? startedAt)
    {
        _series.Clear();
        StartedAt = startedAt;
    }

    public override string ToString() =>
        $"# TYPE {Metric} histogram\n" + string.Concat(_series.Select(series => Pages.Histogram(Metric,
            $"http_response_status_code=\"{series.Key.Status}\""
            + (series.Key.Route.Length > 0 ? $",http_route=\"{series.Key.Route}\"" : ""),
            Bounds, series.Value.Counts, series.Value.Sum)))
        + (StartedAt is { } start ? $"# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds {start}\n"
            : "")
        + (Version is { } version ? $"# TYPE app_info gauge\napp_info{{version=\"{version}\"}} 1\n" : "")
        + "# TYPE up_gauge gauge\nup_gauge 1\n";
}
