using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>What the probe reads of a real RabbitMQ; a bad deployment does to it what bad deployments do, and the
/// verdict names it; a plain restart rolls nothing back.</summary>
public sealed class RabbitMqTrials(ShopBroker broker) : IClassFixture<ShopBroker>
{
    private const int Past = 8;

    [Fact]
    public async Task A_broker_that_answers_is_good_and_its_queue_is_read()
    {
        await using var worker = await broker.WorkAsync();
        await worker.PublishAsync(3);
        await using var probe = Looking.Probe(broker.Options(), ShopBroker.Password);
        var look = await probe.UntilAsync(look => look.Value("orders.ready") == 3 && look.Value("connections") == 1);
        foreach (var (name, value) in new[]
        {
            ("alarms", 0.0), ("nodes-down", 0), ("orders.consumers", 0), ("orders.unacknowledged", 0),
        })
            Assert.Equal((name, value), (name, look.Value(name)));
        await worker.ConsumeAsync();
        await probe.UntilAsync(look => look.Value("orders.ready") == 0 && look.Value("orders.consumers") == 1
            && look.Value("orders.acknowledged") >= 3);
    }

    [Theory]
    [InlineData("watcher", "wr0ng-secret")]
    [InlineData("nobody", ShopBroker.Password)]
    public async Task Who_may_not_look_is_our_blindness(string user, string password)
    {
        var look = await Looking.LookAsync(broker.Options(user), password);
        Assert.Equal((Reachability.Missing, "credentials"), (look.Reachability, look.Reason));
        Assert.DoesNotContain("s3cret", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_right_in_its_vhost_a_queue_is_left_out()
    {
        var look = await Looking.LookAsync(broker.Options("blind"), ShopBroker.Password);
        Assert.Equal((Reachability.Good, 0.0, null),
            (look.Reachability, look.Value("alarms"), look.Value("orders.consumers")));
        Assert.Contains("may not see the vhost", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_broker_gives_no_readings()
    {
        await using var site = await Website.StartAsync();
        var look = await Looking.LookAsync(
            broker.Options().Replace(broker.Server.Url, site.Address), ShopBroker.Password);
        Assert.Equal((Reachability.Good, "status-404"), (look.Reachability, look.NoData));
    }

    [Fact]
    public async Task A_queue_that_nobody_takes_from_any_more_is_named()
    {
        await using var trial = Trial("{ name: orders }");
        await using (var worker = await broker.WorkAsync())
        {
            await worker.ConsumeAsync();
            await SeenAsync(look => look.Value("orders.consumers") == 1);
            await trial.LookAsync(Past);
            await trial.DeployAsync();
        }

        await SeenAsync(look => look.Value("orders.consumers") == 0);
        await trial.VerdictAsync();
        Assert.Contains("broker.orders.consumers", trial.MustRollBack("broker-orders-consumers"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_is_gone_is_taken_from_by_nobody()
    {
        var look = await Looking.LookAsync(broker.Options(more: "{ name: elsewhere }"), ShopBroker.Password);
        Assert.Equal((Reachability.Good, 0.0), (look.Reachability, look.Value("elsewhere.consumers")));
        Assert.Contains("no queue 'elsewhere'", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_come_again_and_again_are_named()
    {
        // The broker tells its counts a second late, and the clock of the trial leaps: one point has them all.
        await using var trial = Trial("{ name: orders }", """

            rules:
              - { name: again, signal: broker.orders.redeliveries, limit: { max: 20%, fail-after: 1 of 3 } }
            """);
        await using var worker = await broker.WorkAsync();
        await worker.ConsumeAsync();
        await worker.PublishAsync(40);
        await SeenAsync(look => look.Value("orders.consumers") == 1 && Delivered(look, "no") >= 40);
        await trial.LookAsync(Past);
        await trial.DeployAsync();
        await trial.LookAsync(5);
        worker.RefusesFirst = true;
        await worker.PublishAsync(40);
        await SeenAsync(look => Delivered(look, "yes") >= 40);
        await trial.VerdictAsync();
        Assert.Contains("broker.orders.redeliveries", trial.MustRollBack("again"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_pile_up_are_named_by_the_limit_of_their_queue()
    {
        await using var trial = Trial("{ name: orders, consumed: false, max-ready: 50 }");
        await using var worker = await broker.WorkAsync();
        await trial.LookAsync(Past);
        await trial.DeployAsync(() => worker.PublishAsync(100));
        await SeenAsync(look => look.Value("orders.ready") >= 100);
        await trial.VerdictAsync();
        Assert.Contains("broker.orders.ready", trial.MustRollBack("broker-orders-ready"), StringComparison.Ordinal);
        await worker.ConsumeAsync();
        await SeenAsync(look => look.Value("orders.ready") == 0);
    }

    [Fact]
    public async Task An_alarm_of_the_broker_is_named()
    {
        await using var trial = Trial("{ name: orders, consumed: false }");
        await trial.LookAsync(Past);
        await trial.DeployAsync(() => broker.Server.ControlAsync("set_vm_memory_high_watermark", "0.00001"));
        await SeenAsync(look => look.Value("alarms") == 1);
        await trial.VerdictAsync();
        Assert.Contains("broker.alarms", trial.MustRollBack("broker-alarms"), StringComparison.Ordinal);
        await broker.Server.ControlAsync("set_vm_memory_high_watermark", "0.4");
        await SeenAsync(look => look.Value("alarms") == 0);
    }

    [Fact]
    public async Task A_restart_rolls_nothing_back()
    {
        await using var trial = Trial("{ name: orders }");
        await using (var worker = await broker.WorkAsync())
        {
            await worker.ConsumeAsync();
            await SeenAsync(look => look.Value("orders.consumers") == 1);
            await trial.LookAsync(Past);
            await trial.DeployAsync();
            await trial.LookAsync(5);
        }

        await broker.Server.StopAsync();
        await trial.LookAsync(2);
        await broker.Server.ResumeAsync();
        await SeenAsync(look => look is { Reachability: Reachability.Good });
        await using var again = await broker.WorkAsync();
        await again.ConsumeAsync();
        await SeenAsync(look => look.Value("orders.consumers") == 1);
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability", "broker-orders-consumers", "broker-alarms");
    }

    private async Task SeenAsync(Func<Look, bool> seen)
    {
        await using var probe = Looking.Probe(broker.Options(), ShopBroker.Password);
        await probe.UntilAsync(seen);
    }

    private static double Delivered(Look look, string again) => look.Readings
        .Where(of => of.Name == "orders.deliveries" && of.Labels["again"] == again).Sum(of => of.Value);

    private ProbeTrial Trial(string queue, string rules = "") => ProbeTrial.Of($"""
        probes:
          - name: broker
            {broker.Options(more: queue)}
        """ + rules, ("secret", ShopBroker.Password));
}
