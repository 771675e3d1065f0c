using Bellwether.Probes.Prometheus;

namespace Bellwether.Probes.Tests.Prometheus;

public sealed class RatioCountsTests
{
    [Fact]
    public void Bad_series_that_are_among_all_leave_the_good_ones()
    {
        // The second answer is a page newer than the first.
        var (ok, failed) = (Of("requests", "200", 90), Of("requests", "500", 10));
        var (bad, good) = new RatioCounts().Split([Of("requests", "500", 8)], [ok, failed]);
        Assert.Equal([ok], good);
        Assert.Equal([failed], bad);
    }

    [Fact]
    public void Another_metric_is_subtracted_by_its_labels()
    {
        var good = new RatioCounts().Split(
            [Of("failed", "a", 3)], [Of("orders", "a", 10), Of("orders", "b", 5)]).Good;
        Assert.Equal([Of("orders", "a", 7), Of("orders", "b", 5)], good);
    }

    [Fact]
    public void A_request_that_ends_badly_does_not_look_like_a_restart()
    {
        var counts = new RatioCounts();
        Assert.Equal(10, Assert.Single(counts.Split([], [Of("orders", "a", 10)]).Good).Value);
        Assert.Equal(10, Assert.Single(counts.Split([Of("failed", "a", 1)], [Of("orders", "a", 10)]).Good).Value);
        Assert.Equal(11, Assert.Single(counts.Split([Of("failed", "a", 1)], [Of("orders", "a", 12)]).Good).Value);
    }

    [Fact]
    public void A_restart_is_one()
    {
        var counts = new RatioCounts();
        counts.Split([Of("failed", "a", 1)], [Of("orders", "a", 10)]);
        Assert.Equal(2, Assert.Single(counts.Split([Of("failed", "a", 0)], [Of("orders", "a", 2)]).Good).Value);
    }

    [Fact]
    public void A_bad_one_without_its_total_is_told()
    {
        Assert.Throws<QueryFaultException>(() =>
            new RatioCounts().Split([Of("failed", "a", 1), Of("failed", "c", 1)], [Of("orders", "a", 10)]));
        Assert.Throws<QueryFaultException>(() =>
            new RatioCounts().Split([Of("orders", "a", 1), Of("orders", "c", 1)], [Of("orders", "a", 10)]));
    }

    private static PrometheusSample Of(string name, string label, double value) =>
        new(name, new LabelSet(KeyValuePair.Create("l", label)), value);
}
