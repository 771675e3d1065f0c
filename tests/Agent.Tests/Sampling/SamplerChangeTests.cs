using System.Collections.Concurrent;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Sampling;

public sealed class SamplerChangeTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<SampledLook> _looks = new();

    [Fact]
    public async Task A_probe_that_is_added_looks_and_one_that_is_taken_away_does_not()
    {
        var (first, second) = (Good("first"), Good("second"));
        await using var sampler = new Sampler([first], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => Looks("first") > 0);
        await sampler.ChangeAsync([second], CancellationToken.None);
        var before = Looks("first");
        await Probing.UntilAsync(() => Looks("second") > 2);
        Assert.Equal(before, Looks("first"));
    }

    [Fact]
    public async Task A_probe_that_stays_keeps_its_account_and_what_went_still_counts()
    {
        var (stays, goes) = (Good("stays"), Good("goes"));
        await using var sampler = new Sampler(
            [stays, goes], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => Looks("stays") > 2 && Looks("goes") > 2);
        var done = sampler.ReadVitals().Done;
        await sampler.ChangeAsync([stays], CancellationToken.None);
        Assert.InRange(sampler.ReadVitals().Done, done, done + 100);
        await sampler.StopAsync();
        var vitals = sampler.ReadVitals();
        Assert.Equal(_looks.Count, vitals.Done);
        Assert.Equal(vitals.Due, vitals.Done + vitals.Missed);
    }

    [Fact]
    public async Task A_probe_is_disposed_once_its_look_has_ended_whether_it_was_taken_away_or_all_stopped()
    {
        var (away, left) = (new Disposed(), new Disposed());
        var probes = new[] { Good("away") with { Probe = away }, Good("left") with { Probe = left } };
        await using var sampler = new Sampler(probes, _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => away.Looking);
        await sampler.ChangeAsync([probes[1]], CancellationToken.None);
        Assert.Equal((1, false, 0), (away.Times, away.Looking, left.Times));
        await sampler.StopAsync();
        Assert.Equal((1, 1), (away.Times, left.Times));
        Assert.DoesNotContain(_looks, look => look.Probe == "away");
    }

    [Fact]
    public async Task A_probe_that_ignores_its_end_holds_up_the_change_for_a_bounded_time()
    {
        var never = new TaskCompletionSource<Look>();
        var stuck = Probing.Every(Quick, _ => new(never.Task), "stuck");
        await using var sampler = new Sampler([stuck], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => sampler.ReadVitals().Missed > 0);
        await sampler.ChangeAsync([Good("other")], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        await Probing.UntilAsync(() => Looks("other") > 0);
        never.SetResult(Look.Good());
        await Probing.UntilAsync(() => Looks("other") > 3);
        Assert.Equal(0, Looks("stuck"));
    }

    [Fact]
    public async Task The_roster_changes_one_service_and_leaves_the_probes_of_the_others_as_they_are()
    {
        var (shop, cart) = (Good("shop"), Good("cart") with { Service = "cart" });
        await using var sampler = new Sampler([], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        using var roster = new ProbeRoster(sampler);
        await sampler.StartAsync(CancellationToken.None);
        await roster.SetAsync(shop.Service, [shop], CancellationToken.None);
        await roster.SetAsync("cart", [cart], CancellationToken.None);
        await Probing.UntilAsync(() => Looks("shop") > 1 && Looks("cart") > 1);
        await roster.SetAsync("cart", "cart", [], CancellationToken.None);
        var (carts, shops) = (Looks("cart"), Looks("shop"));
        await Probing.UntilAsync(() => Looks("shop") > shops + 1);
        Assert.Equal(carts, Looks("cart"));
    }

    private static SampledProbe Good(string name) => Probing.Every(Quick, _ => new(Look.Good()), name);

    private int Looks(string probe) => _looks.Count(look => look.Probe == probe);

    private sealed class Disposed : IProbe
    {
        public int Times { get; private set; }

        public bool Looking { get; private set; }

        public async ValueTask<Look> LookAsync(CancellationToken stopping)
        {
            Looking = true;
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
            }
            finally
            {
                Looking = false;
            }

            return Look.Good();
        }

        public ValueTask DisposeAsync()
        {
            Times++;
            return default;
        }
    }
}
