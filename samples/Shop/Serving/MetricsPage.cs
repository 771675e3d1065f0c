using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Shop.Serving;

/// <summary>The Prometheus text page, format 0.0.4, in the names that OpenTelemetry's exporter gives .NET's meters.</summary>
internal sealed class MetricsPage(RequestMetrics requests, string version)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly double s_startSeconds = StartSeconds();
    private static readonly string[] s_bounds =
        [.. DurationHistogram.Bounds.Select(bound => Number(bound)), "+Inf"];

    public string Write()
    {
        var page = new StringBuilder(16 * 1024);
        WriteDurations(page);
        Family(page, "http_server_active_requests", "gauge", "Requests that are being answered.");
        page.Append(CultureInfo.InvariantCulture, $"http_server_active_requests {requests.Active}\n");
        WriteProcess(page);
        Family(page, "app_info", "gauge", "What runs here; always 1.");
        page.Append(CultureInfo.InvariantCulture, $"app_info{{version=\"{Escaped(version)}\"}} 1\n");
        return page.ToString();
    }

    private void WriteDurations(StringBuilder page)
    {
        const string Name = "http_server_request_duration_seconds";
        Family(page, Name, "histogram", "Duration of HTTP server requests.");
        foreach (var (labels, durations) in requests.All())
        {
            var sum = Number(durations.Sum.TotalSeconds);
            var cumulative = durations.Cumulative();
            for (var i = 0; i < cumulative.Length; i++)
                page.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{labels},le=\"{s_bounds[i]}\"}} {cumulative[i]}\n");
            page.Append(CultureInfo.InvariantCulture, $"{Name}_sum{{{labels}}} {sum}\n");
            page.Append(CultureInfo.InvariantCulture, $"{Name}_count{{{labels}}} {cumulative[^1]}\n");
        }
    }

    private static void WriteProcess(StringBuilder page)
    {
        Sample("process_start_time_seconds", "gauge", "Start of the process since the Unix epoch.", s_startSeconds);
        Sample("process_cpu_seconds_total", "counter", "Processor time used.", Environment.CpuUsage.TotalTime.TotalSeconds);
        Sample("process_resident_memory_bytes", "gauge", "Resident memory.", Environment.WorkingSet);

        void Sample(string name, string type, string help, double value)
        {
            Family(page, name, type, help);
            page.Append(CultureInfo.InvariantCulture, $"{name} {Number(value)}\n");
        }
    }

    private static void Family(StringBuilder page, string name, string type, string help) =>
        page.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private static double StartSeconds()
    {
        using var self = Process.GetCurrentProcess();
        return Math.Round((self.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds, 2);
    }
}
