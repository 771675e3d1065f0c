using Bellwether.Agent.Signals.Discovery;

namespace Bellwether.Agent.Tests.Signals.Discovery;

public sealed class SlowCountingTests
{
    private const string Labels = "code=\"200\",method=\"get\",handler=\"/\"";

    [Theory]
    [InlineData(new double[] { 900, 80, 20 }, null)]
    [InlineData(new double[] { 100, 200, 700 }, "took longer than its highest bound, 500 ms")]
    [InlineData(new double[] { 1_000_000, 0, 1 }, "fewer than 0.1 % took longer than 100 ms")]
    [InlineData(new double[] { 10, 10, 70 }, null)]
    public void Bounds_at_which_slow_requests_cannot_be_counted_are_told(double[] counts, string? expected)
    {
        var readings = Pages.Read("# TYPE http_request_duration_seconds histogram\n"
            + Pages.Histogram("http_request_duration_seconds", Labels, [0.1, 0.5], counts, 12));
        var report = new PageDiscovery(SignalTable.BuiltIn).Discover(readings);
        var fault = SlowCounting.Fault(new PageIndex(readings), report["app.latency"]!);
        if (expected is null) Assert.Null(fault);
        else Assert.Contains(expected, fault!.Text, StringComparison.Ordinal);
    }
}
