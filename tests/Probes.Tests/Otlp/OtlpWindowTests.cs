namespace Bellwether.Probes.Tests.Otlp;

public sealed class OtlpWindowTests
{
    private const ulong Second = 1_000_000_000;
    private static readonly double[] Bounds = [0.1, 0.5];

    private readonly OtlpDesk _desk = new();

    [Fact]
    public void A_cumulative_counter_is_its_last_total_under_the_name_of_a_page()
    {
        Assert.Null(_desk.Send(Sent.Counter("shop.orders", 5, 10, labels: ("order.kind", "new"))).Message);
        _desk.Send(Sent.Counter("shop.orders", 8, 20, labels: ("order.kind", "new")));
        Assert.Equal(["shop_orders_total{order_kind=\"new\"} 8"], _desk.Page());
    }

    [Fact]
    public void Deltas_are_added_up_and_what_is_sent_twice_counts_once()
    {
        _desk.Send(Sent.Counter("orders", 5, 10, temporality: 1));
        _desk.Send(Sent.Counter("orders", 3, 20, temporality: 1, start: 10));
        var again = _desk.Send(Sent.Counter("orders", 3, 20, temporality: 1, start: 10));
        Assert.Equal(0, again.Rejected);
        Assert.Equal(["orders_total 8"], _desk.Page());
    }

    [Fact]
    public void What_goes_up_and_down_is_a_level()
    {
        _desk.Send(Sent.Sum("cart.size", 5, 10, temporality: 2, grows: false, start: 1));
        _desk.Send(Sent.Sum("cart.size", 2, 20, temporality: 2, grows: false, start: 1));
        _desk.Send(Sent.Gauge("cpu", "1", 0.5, 20));
        var look = _desk.Look();
        Assert.Equal(["cart_size 2", "cpu_ratio 0.5"], _desk.Page());
        Assert.All(look.Readings, reading => Assert.Equal(MetricType.Gauge, reading.Family.Type));
    }

    [Fact]
    public void A_histogram_is_cumulative_buckets_in_either_temporality()
    {
        foreach (var temporality in new[] { 1, 2 })
        {
            var desk = new OtlpDesk();
            desk.Send(Sent.Histogram("request.duration", Bounds, [5, 2, 1], 10, temporality));
            desk.Send(Sent.Histogram("request.duration", Bounds, [1, 1, 1], 20, temporality));
            Assert.Equal(temporality == 1
                ?
                [
                    "request_duration_seconds_bucket{le=\"0.1\"} 6", "request_duration_seconds_bucket{le=\"0.5\"} 9",
                    "request_duration_seconds_bucket{le=\"+Inf\"} 11", "request_duration_seconds_sum 25",
                    "request_duration_seconds_count 11",
                ]
                :
                [
                    "request_duration_seconds_bucket{le=\"0.1\"} 1", "request_duration_seconds_bucket{le=\"0.5\"} 2",
                    "request_duration_seconds_bucket{le=\"+Inf\"} 3", "request_duration_seconds_sum 12.5",
                    "request_duration_seconds_count 3",
                ], desk.Page());
        }
    }

    [Fact]
    public void Exponential_buckets_go_into_bounds_that_stay_when_they_become_wider()
    {
        // Scale 2: the bucket that begins at 2^(-8/4) = 0.25 ends at 2^(-7/4).
        _desk.Send(Sent.Powers("d", 2, -8, [4, 0, 3], 10, zero: 1));
        Assert.Equal(["1", "1", "5", "5", "8", "8"], Upper(["0.2", "0.25", "0.3", "0.353", "0.43", "+Inf"]));
        // The library goes to scale 1: [4, 3] from index -4, and four more at the end.
        _desk.Send(Sent.Powers("d", 1, -4, [4, 3, 4], 20, zero: 1));
        Assert.Equal(["1", "1", "5", "5", "8", "12"], Upper(["0.2", "0.25", "0.3", "0.353", "0.43", "+Inf"]));
        Assert.Equal("d_seconds_count 12", _desk.Page()[^1]);
    }

    [Fact]
    public void A_process_that_begins_anew_is_told_by_its_start_and_its_lower_totals()
    {
        _desk.Send(Sent.Powers("d", 2, -8, [4], 10 * Second, start: Second),
            Sent.Counter("c", 7, 10 * Second, start: 2 * Second));
        Assert.Equal(1, StartOf());
        _desk.Send(Sent.Counter("later", 1, 20 * Second, start: 15 * Second),
            Sent.Counter("c", 9, 20 * Second, start: 2 * Second));
        Assert.Equal(1, StartOf());
        _desk.Send(Sent.Powers("d", 2, -8, [1], 40 * Second, start: 31 * Second),
            Sent.Counter("c", 9, 40 * Second, start: 32 * Second));
        Assert.Equal(31, StartOf());
        Assert.Contains("d_seconds_count 1", _desk.Page());
        // The one before was slow to end.
        var late = _desk.Send(Sent.Counter("c", 11, 41 * Second, start: 2 * Second));
        Assert.Equal(1, late.Rejected);
        Assert.Contains("of an older process", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_was_set_back_far_silences_nobody()
    {
        _desk.Send(Sent.Counter("c", 5, 4_000 * Second));
        _desk.Send(Sent.Counter("c", 6, 400 * Second));
        Assert.Equal(["c_total 6"], _desk.Page());
    }

    [Fact]
    public void Version_and_instance_are_told()
    {
        _desk.SendAll(Sent.Resource(
            [("service.name", "shop"), ("service.instance.id", "i-1"), ("service.version", "2.4.1"),
                ("deployment.environment", "test")], Sent.Counter("c", 1, 10)));
        Assert.Equal(["i-1"], _desk.Window.Instances);
        Assert.Equal("2.4.1", _desk.Look("i-1").Sighting!.Version);
        Assert.Equal("{service_name=\"shop\",service_instance_id=\"i-1\",service_version=\"2.4.1\","
            + "deployment_environment_name=\"test\"}", $"{_desk.Look().Readings[0].Labels}");
    }

    [Fact]
    public void What_is_not_taken_is_told_and_harms_nothing_else()
    {
        var answer = _desk.SendAll(
            Sent.Resource("cart", "a", Sent.Counter("c", 1, 10)),
            Sent.Resource(
                [("service.name", "shop"), ("deployment.environment.name", "staging")], Sent.Counter("c", 1, 10)),
            Sent.Resource("shop", "with blank", Sent.Counter("c", 1, 10)),
            Sent.Resource("shop", "one", Sent.Counter("negative", -1, 10), Sent.Counter("none", 1, 10, temporality: 0),
                Sent.Histogram("odd", Bounds, [1, 2], 10), Sent.Histogram("falls", [2, 1], [1, 1, 1], 10),
                new Sent().Text(1, "s").Message(11, new Sent().Message(1, new Sent())), Sent.Counter("good", 1, 10)));
        Assert.Equal((9, 8), (answer.Points, answer.Rejected));
        Assert.Contains("of service cart: no otlp probe here takes that service.name",
            _desk.SendAll(Sent.Resource("cart", "a", Sent.Counter("c", 1, 10))).Message, StringComparison.Ordinal);
        Assert.Contains("and others", answer.Message, StringComparison.Ordinal);
        Assert.Equal(["good_total 1"], _desk.Page());
        Assert.Contains("summaries", _desk.Send(new Sent().Text(1, "s").Message(11, new Sent().Message(1, new Sent())))
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_of_another_kind_already_is_refused()
    {
        _desk.Send(Sent.Gauge("x_seconds", "", 1, 10));
        Assert.Contains("another kind", _desk.Send(Sent.Histogram("x", Bounds, [1, 1, 1], 10)).Message!,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Series_and_instances_are_bounded()
    {
        var desk = new OtlpDesk(new() { MostReadings = 100, MostInstances = 2 });
        var many = Enumerable.Range(0, 150).Select(i => Sent.Counter($"c{i}", 1, 10)).ToArray();
        Assert.Equal(50, desk.Send(many).Rejected);
        Assert.Equal(100, desk.Page().Length);
        Assert.Equal(0, desk.Send(many[..100].Select((_, i) => Sent.Counter($"c{i}", 2, 20)).ToArray()).Rejected);
        desk.SendFrom("two", Sent.Counter("c", 1, 10));
        Assert.Contains("further instances", desk.SendFrom("three", Sent.Counter("c", 1, 10)).Message!,
            StringComparison.Ordinal);
        // What nobody sends any more makes room.
        desk.Wait(901);
        Assert.Equal(
            0, desk.Send(Enumerable.Range(0, 60).Select(i => Sent.Counter($"d{i}", 1, 30)).ToArray()).Rejected);
    }

    [Fact]
    public void Silence_is_no_data_and_not_the_last_value_for_ever()
    {
        Assert.Equal((Reachability.Missing, "silent"), (_desk.Look().Reachability, _desk.Look().Reason));
        _desk.Send(Sent.Counter("c", 1, 10));
        _desk.Wait(10);
        _desk.Send(Sent.Counter("c", 1, 20));
        _desk.Wait(30);
        Assert.Equal(Reachability.Good, _desk.Look().Reachability);
        _desk.Wait(1);
        var look = _desk.Look();
        Assert.Equal((Reachability.Missing, "silent"), (look.Reachability, look.Reason));
        Assert.Contains("has sent nothing for 31 s; it used to every 10 s", look.Detail, StringComparison.Ordinal);
        Assert.Equal(["one"], _desk.Window.Instances);
    }

    [Fact]
    public void A_level_that_is_sent_no_more_goes_while_the_others_stay()
    {
        _desk.Send(Sent.Gauge("g", "", 1, 10), Sent.Counter("c", 1, 10, temporality: 1));
        for (var i = 0; i < 4; i++)
        {
            _desk.Wait(10);
            _desk.Send(Sent.Counter("other", 1, (ulong)(20 + i)));
        }

        Assert.Equal(["c_total 1", "other_total 1"], _desk.Page());
    }

    [Fact]
    public void Who_is_silent_while_others_speak_is_gone_and_that_is_told()
    {
        var changes = 0;
        _desk.Window.Changed += () => changes++;
        _desk.SendFrom("old", Sent.Counter("c", 1, 10));
        _desk.Wait(10);
        _desk.SendFrom("old", Sent.Counter("c", 2, 20));
        _desk.SendFrom("new", Sent.Counter("c", 1, 20));
        Assert.Equal((2, 2), (changes, _desk.Window.Instances.Count));
        for (var i = 0; i < 4; i++)
        {
            _desk.Wait(10);
            _desk.SendFrom("new", Sent.Counter("c", 2, (ulong)(30 + i)));
        }

        Assert.Equal(["new"], _desk.Window.Instances);
        Assert.Equal(3, changes);
    }

    [Fact]
    public void A_reload_keeps_what_was_sent()
    {
        _desk.Send(Sent.Counter("c", 1, 10));
        _desk.Window.Use(new() { ServiceName = "boutique" });
        Assert.Equal("boutique", _desk.Window.ServiceName);
        Assert.Equal(["c_total 1"], _desk.Page());
    }

    /// <summary>Counts up to the first bound at or above each number.</summary>
    private string[] Upper(string[] bounds)
    {
        var buckets = _desk.Look().Readings.Where(r => r.Name.EndsWith("_bucket", StringComparison.Ordinal))
            .Select(r => (Bound: BoundOf(r.Labels["le"]!), r.Value))
            .ToList();
        return [.. bounds.Select(BoundOf).Select(b => $"{buckets.First(bucket => bucket.Bound >= b - 1e-9).Value}")];
    }

    private static double BoundOf(string text) => text is "+Inf" ? double.PositiveInfinity : double.Parse(text);

    private double StartOf() => _desk.Look().Readings.Single(r => r.Name == "process_start_time_seconds").Value;
}
