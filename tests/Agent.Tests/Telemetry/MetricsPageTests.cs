using System.Diagnostics.Metrics;
using Bellwether.Agent.Telemetry;

namespace Bellwether.Agent.Tests.Telemetry;

public sealed class MetricsPageTests
{
    [Fact]
    public void Counters_add_up_by_label_and_gauges_tell_the_last_value()
    {
        using var meter = new Meter("Bellwether.Test.Sums");
        using var page = new MetricsPage();
        var counter = meter.CreateCounter<long>("test_verdicts_total", description: "Verdicts.");
        var gauge = meter.CreateGauge<double>("test_level_ratio");
        counter.Add(1, new KeyValuePair<string, object?>("decision", "promote"));
        counter.Add(2, new KeyValuePair<string, object?>("decision", "promote"));
        counter.Add(1, new KeyValuePair<string, object?>("decision", "rollback"));
        gauge.Record(0.25);
        gauge.Record(0.5);

        var written = page.Write();

        Assert.Contains("# HELP test_verdicts_total Verdicts.\n# TYPE test_verdicts_total counter\n", written);
        Assert.Contains("test_verdicts_total{decision=\"promote\"} 3\n", written);
        Assert.Contains("test_verdicts_total{decision=\"rollback\"} 1\n", written);
        Assert.DoesNotContain("test_verdicts_total 0", written);
        Assert.Contains("# TYPE test_level_ratio gauge\ntest_level_ratio 0.5\n", written);
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_a_sum_and_a_count()
    {
        using var meter = new Meter("Bellwether.Test.Buckets");
        using var page = new MetricsPage();
        var histogram = meter.CreateHistogram<double>("test_took_seconds");
        histogram.Record(0.0005);
        histogram.Record(0.3);
        histogram.Record(99);

        var written = page.Write();

        Assert.Contains("test_took_seconds_bucket{le=\"0.001\"} 1\n", written);
        Assert.Contains("test_took_seconds_bucket{le=\"0.5\"} 2\n", written);
        Assert.Contains("test_took_seconds_bucket{le=\"+Inf\"} 3\n", written);
        Assert.Contains("test_took_seconds_sum 99.3005\n", written);
        Assert.Contains("test_took_seconds_count 3\n", written);
    }

    [Fact]
    public void A_label_value_is_escaped_and_the_series_of_one_instrument_are_bounded()
    {
        using var meter = new Meter("Bellwether.Test.Labels");
        using var page = new MetricsPage();
        var counter = meter.CreateCounter<long>("test_bounded_total");
        counter.Add(1, new KeyValuePair<string, object?>("a", "x\"\n\\"));
        for (var i = 0; i < 2 * MetricsPage.MostSeries; i++) counter.Add(1, new KeyValuePair<string, object?>("a", i));

        var written = page.Write();

        Assert.Contains("test_bounded_total{a=\"x\\\"\\n\\\\\"} 1\n", written);
        Assert.Contains($"bellwether_metrics_left_out_total {MetricsPage.MostSeries + 1}\n", written);
        Assert.Equal(MetricsPage.MostSeries, written.Split('\n').Count(line => line.StartsWith("test_bounded_total{")));
    }

    [Fact]
    public void Meters_of_others_are_not_on_the_page()
    {
        using var meter = new Meter("Somebody.Else");
        using var page = new MetricsPage();
        meter.CreateCounter<long>("test_foreign_total").Add(1);

        Assert.DoesNotContain("test_foreign_total", page.Write());
    }
}
