using Bellwether.Probes.RabbitMq;

namespace Bellwether.Probes.Tests.RabbitMq;

public sealed class RabbitMqProbeOptionsTests
{
    [Theory]
    [InlineData("http://broker:15672", null)]
    [InlineData("https://broker/rabbit/", null)]
    [InlineData("amqp://broker:5672", "must begin with http")]
    [InlineData("http://u:s3cret@broker:15672", "must not hold credentials")]
    [InlineData("http://broker:15672/?a=b", "no query")]
    public void An_address_is_that_of_the_management_plug_in(string url, string? fault)
    {
        var faults = OptionFaults.Of(new RabbitMqProbeOptions { Url = new(url), Username = "u", Password = "p" });
        if (fault is null) Assert.Empty(faults);
        else Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
        Assert.DoesNotContain(faults, said => said.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public void User_and_password_are_needed() =>
        Assert.Equal(2, OptionFaults.Of(new RabbitMqProbeOptions { Url = new("http://broker:15672") }).Count);

    [Theory]
    [InlineData("orders", null, "orders")]
    [InlineData("Shop.Orders_v2", null, "shop-orders-v2")]
    [InlineData("заказы", "orders", "orders")]
    public void Signals_are_named_after_the_queue(string name, string? signal, string expected)
    {
        RabbitMqQueueOptions queue = new() { Name = name, Signal = signal };
        Assert.Empty(OptionFaults.Of(With(queue)));
        Assert.Contains(RabbitMqSignals.Of(With(queue)), of => of.Name == $"{expected}.ready");
    }

    [Theory]
    [InlineData("", "/", null, null, "1 to 255")]
    [InlineData("orders", "", null, null, "vhost")]
    [InlineData("заказы", "/", null, null, "give 'заказы' a signal")]
    [InlineData("orders", "/", "Orders!", null, "is no name of a signal")]
    [InlineData("orders", "/", null, -1, "negative")]
    public void A_queue_that_cannot_be_meant_is_refused(
        string name, string vhost, string? signal, int? most, string fault)
    {
        RabbitMqQueueOptions queue = new() { Name = name, Vhost = vhost, Signal = signal, MaxReady = most };
        Assert.Contains(OptionFaults.Of(With(queue)), said => said.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_queues_whose_signals_would_be_named_alike_are_refused()
    {
        Assert.Contains("'a-b'", Assert.Single(OptionFaults.Of(
            With(new() { Name = "a.b" }, new() { Name = "a_b" }))), StringComparison.Ordinal);
        Assert.Empty(OptionFaults.Of(With(new() { Name = "a.b" }, new() { Name = "a_b", Signal = "other" })));
        Assert.Single(OptionFaults.Of(With([.. Enumerable.Range(0, RabbitMqProbeOptions.MostQueues + 1)
            .Select(i => new RabbitMqQueueOptions { Name = $"q{i}" })])));
    }

    [Fact]
    public void Nobody_has_to_take_from_a_queue_that_is_not_consumed()
    {
        var signals = RabbitMqSignals.Of(
            With(new RabbitMqQueueOptions { Name = "dead", Consumed = false, MaxReady = 0 }));
        Assert.Null(signals.Single(of => of.Name == "dead.consumers").Rule);
        Assert.Equal(0, signals.Single(of => of.Name == "dead.ready").Rule!.Max);
    }

    private static RabbitMqProbeOptions With(params RabbitMqQueueOptions[] queues) =>
        new() { Url = new("http://broker:15672"), Username = "u", Password = "p", Queues = queues };
}
