using System.Text;

namespace Bellwether.Benchmarks;

/// <summary>
/// Pages of about 1 MB, much as a busy web service would have them: mostly histograms by route and status.
/// </summary>
internal static class ParserPages
{
    private static readonly string[] Bounds =
        ["0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25",
         "0.5", "0.75", "1.0", "2.5", "5.0", "7.5", "10.0", "+Inf"];

    /// <param name="look">The number of the look: later ones have greater numbers, and the same series.</param>
    /// <param name="openMetrics">OpenMetrics 1.0 rather than text 0.0.4.</param>
    public static byte[] Make(int look, bool openMetrics)
    {
        var page = new StringBuilder(1 << 20);
        _ = page.Append("# HELP http_request_duration_seconds How long requests took.\n"
            + "# TYPE http_request_duration_seconds histogram\n");
        for (var route = 0; route < 130; route++)
            foreach (var status in (int[])[200, 404, 500, 503])
                Histogram(page, $"method=\"GET\",route=\"/api/v1/orders/{route}\",status=\"{status}\"", look + route);
        for (var metric = 0; metric < 200; metric++)
        {
            var counter = metric % 2 == 0;
            _ = page.Append("# HELP app_thing_").Append(metric)
                .Append(" A number of the service.\n# TYPE app_thing_").Append(metric)
                .Append(counter && !openMetrics ? "_total" : "").Append(counter ? " counter\n" : " gauge\n");
            for (var shard = 0; shard < 10; shard++)
                _ = page.Append("app_thing_").Append(metric)
                    .Append(counter ? "_total" : "").Append("{shard=\"").Append(shard)
                    .Append("\"} ").Append((look * 17.25) + shard).Append('\n');
        }

        return Encoding.UTF8.GetBytes(page.Append(openMetrics ? "# EOF\n" : "").ToString());
    }

    private static void Histogram(StringBuilder page, string labels, int seed)
    {
        var count = 0L;
        foreach (var bound in Bounds)
            _ = page.Append("http_request_duration_seconds_bucket{").Append(labels)
                .Append(",le=\"").Append(bound).Append("\"} ")
                .Append(count += 1000 + (seed % 97)).Append('\n');
        _ = page.Append("http_request_duration_seconds_sum{").Append(labels).Append("} ")
            .Append(count * 0.0512345).Append('\n')
            .Append("http_request_duration_seconds_count{").Append(labels).Append("} ").Append(count).Append('\n');
    }
}
