using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Shop.Serving;

/// <summary>The Prometheus text page, format 0.0.4, in the names that OpenTelemetry gives .NET's meters.</summary>
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
        Line(page, $"http_server_active_requests {requests.Active}");
        WriteProcess(page);
        Family(page, "app_info", "gauge", "What runs here; always 1.");
        Line(page, $"app_info{{version=\"{Escaped(version)}\"}} 1");
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
                Line(page, $"{Name}_bucket{{{labels},le=\"{s_bounds[i]}\"}} {cumulative[i]}");
            Line(page, $"{Name}_sum{{{labels}}} {sum}");
            Line(page, $"{Name}_count{{{labels}}} {cumulative[^1]}");
        }
    }

    private static void WriteProcess(StringBuilder page)
    {
        var cpuSeconds = Environment.CpuUsage.TotalTime.TotalSeconds;
        Sample("process_start_time_seconds", "gauge", "Start of the process since the Unix epoch.", s_startSeconds);
        Sample("process_cpu_seconds_total", "counter", "Processor time used.", cpuSeconds);
        Sample("process_resident_memory_bytes", "gauge", "Resident memory.", Environment.WorkingSet);

        void Sample(string name, string type, string help, double value)
        {
            Family(page, name, type, help);
            Line(page, $"{name} {Number(value)}");
        }
    }

    private static void Family(StringBuilder page, string name, string type, string help)
    {
        Line(page, $"# HELP {name} {help}");
        Line(page, $"# TYPE {name} {type}");
    }

    private static void Line(StringBuilder page, string line) => page.Append(line).Append('\n');

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
