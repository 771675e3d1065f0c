using System.Globalization;
using System.Text;

namespace Bellwether.Benchmarks.Targets;

/// <summary>The page of one service as a metrics library writes it: requests by route and status, their durations, a
/// pool, a runtime. Counters grow from look to look, as they do under load.</summary>
internal sealed class TargetPage
{
    private static readonly string[] s_routes =
        ["/", "/cart", "/checkout", "/items/{id}", "/search", "/login", "/orders", "/orders/{id}"];

    private static readonly string[] s_bounds =
        ["0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1", "2.5", "5", "7.5", "10"];

    private static readonly (string Method, string Code, int Share)[] s_shares =
        [("GET", "200", 40), ("GET", "404", 2), ("POST", "200", 9), ("POST", "500", 1)];

    private readonly int _target;
    private readonly int _samples;
    private readonly StringBuilder _text = new(96 << 10);
    private int _written;
    private long _look;

    public TargetPage(int target, int samples) => (_target, _samples) = (target, samples);

    /// <summary>The page of the next look.</summary>
    public byte[] Next()
    {
        _look++;
        _written = 0;
        _text.Clear();
        Process();
        Requests();
        Durations();
        for (var pool = 0; _written < _samples; pool++) Pool(pool);
        return Encoding.UTF8.GetBytes(_text.ToString());
    }

    private void Process()
    {
        Head("process_start_time_seconds", "gauge");
        Line("process_start_time_seconds", "", 1_790_000_000 + _target);
        Head("process_cpu_seconds_total", "counter");
        Line("process_cpu_seconds_total", "", _look * 0.37 + _target);
        Head("process_resident_memory_bytes", "gauge");
        Line("process_resident_memory_bytes", "", 180_000_000 + _look * 4096 % 9_000_000);
        Head("app_build_info", "gauge");
        Line("app_build_info", "version=\"2.4.1\",revision=\"8f2c1d\"", 1);
    }

    private void Requests()
    {
        Head("http_requests_received_total", "counter");
        foreach (var route in s_routes)
            foreach (var (method, code, share) in s_shares)
                Line("http_requests_received_total",
                    $"code=\"{code}\",method=\"{method}\",controller=\"shop\",action=\"{route}\",endpoint=\"{route}\"",
                    _look * (share + route.Length) + _target);
    }

    private void Durations()
    {
        const string Name = "http_request_duration_seconds";
        Head(Name, "histogram");
        foreach (var route in s_routes)
            foreach (var code in new[] { "200", "404", "500" })
            {
                var place = $"controller=\"shop\",action=\"{route}\",endpoint=\"{route}\"";
                var labels = $"code=\"{code}\",method=\"GET\",{place}";
                var (count, each) = (0L, code is "200" ? 40 : 1);
                foreach (var bound in s_bounds)
                    Line(Name + "_bucket", $"{labels},le=\"{bound}\"", count += _look * each / 4 + route.Length);
                Line(Name + "_bucket", $"{labels},le=\"+Inf\"", count);
                Line(Name + "_sum", labels, count * 0.051234567);
                Line(Name + "_count", labels, count);
            }
    }

    private void Pool(int pool)
    {
        Head($"app_pool_{pool}_connections", "gauge");
        for (var shard = 0; shard < 8 && _written < _samples; shard++)
            Line($"app_pool_{pool}_connections", $"shard=\"{shard}\",state=\"idle\"", (_look + shard + pool) % 17);
        Head($"app_pool_{pool}_used_total", "counter");
        for (var shard = 0; shard < 8 && _written < _samples; shard++)
            Line($"app_pool_{pool}_used_total", $"shard=\"{shard}\"", _look * (shard + 1) * 3.25);
    }

    private void Head(string name, string type) => _text.Append("# HELP ").Append(name)
        .Append(" What it is, in a sentence of the usual length.\n# TYPE ")
        .Append(name).Append(' ').Append(type).Append('\n');

    private void Line(string name, string labels, double value)
    {
        _written++;
        _text.Append(name);
        if (labels.Length > 0) _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(CultureInfo.InvariantCulture, $"{value:R}").Append('\n');
    }
}
