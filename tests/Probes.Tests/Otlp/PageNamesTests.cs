using Bellwether.Probes.Otlp;

namespace Bellwether.Probes.Tests.Otlp;

public sealed class PageNamesTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", OtlpKind.Histogram, "http_server_request_duration_seconds",
        "seconds")]
    [InlineData("http.server.duration", "ms", OtlpKind.Histogram, "http_server_duration_milliseconds", "milliseconds")]
    [InlineData("http.server.active_requests", "{request}", OtlpKind.Gauge, "http_server_active_requests", null)]
    [InlineData("shop.orders", "{order}", OtlpKind.Sum, "shop_orders_total", null)]
    [InlineData("shop.orders_total", "", OtlpKind.Sum, "shop_orders_total", null)]
    [InlineData("process.memory", "By", OtlpKind.Gauge, "process_memory_bytes", "bytes")]
    [InlineData("disk.read_bytes", "By", OtlpKind.Sum, "disk_read_bytes_total", "bytes")]
    [InlineData("jvm.cpu.recent_utilization", "1", OtlpKind.Gauge, "jvm_cpu_recent_utilization_ratio", "ratio")]
    [InlineData("share", "1", OtlpKind.Histogram, "share", null)]
    [InlineData("net.io", "By/s", OtlpKind.Gauge, "net_io_bytes_per_second", "bytes_per_second")]
    [InlineData("1st-try!!now", "", OtlpKind.Gauge, "_1st_try_now", null)]
    [InlineData("used", "%", OtlpKind.Gauge, "used_percent", "percent")]
    internal void A_metric_has_the_name_that_a_page_would_give_it(
        string name, string unit, OtlpKind kind, string expected, string? expectedUnit) => Assert.Equal(
        (expected, expectedUnit),
        PageNames.OfMetric(new() { Name = name, Unit = unit, Kind = kind, IsMonotonic = kind is OtlpKind.Sum }));

    [Theory]
    [InlineData("http.response.status_code", "http_response_status_code")]
    [InlineData("k8s/pod", "k8s_pod")]
    [InlineData("2nd", "key_2nd")]
    public void So_has_a_label(string name, string expected) => Assert.Equal(expected, PageNames.OfAttribute(name));
}
