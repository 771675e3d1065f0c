using System.Diagnostics.Metrics;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Delivery;

/// <summary>One courier for each configured channel.</summary>
internal sealed class Couriers : IAsyncDisposable
{
    private readonly IReadOnlyList<IVerdictChannel> _channels;
    private readonly IReadOnlyList<Courier> _couriers;
    private readonly Meter _meter = new(CourierTally.MeterName);

    public Couriers(
        IReadOnlyList<ChannelPlan> plans, DeploymentJournal journal, ChannelContext context, ILogger<Couriers> logger)
    {
        _channels = [.. plans.Select(plan => plan.Kind.Make(plan.Options, context))];
        _couriers =
        [
            .. plans.Zip(_channels, (plan, channel) =>
                new Courier((plan.Name, channel), journal, context.Time, logger)),
        ];
        Gauge("bellwether_delivery_waiting", "Records that a channel has to deliver.", vitals => vitals.Waiting);
        Gauge("bellwether_delivery_parked", "Records that a receiver refuses.", vitals => vitals.Parked);
        Gauge("bellwether_delivery_lag_seconds", "Age of the oldest record that waits.",
            vitals => vitals.Lag.TotalSeconds);
    }

    /// <summary>In the order of the configuration; empty for no channels.</summary>
    public IReadOnlyList<CourierVitals> Vitals => [.. _couriers.Select(courier => courier.Vitals)];

    /// <summary>Delivers until it is stopped. A courier that ends otherwise ends all of them: the agent is to
    /// stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var loops = _couriers
            .Select(courier => Task.Run(() => courier.RunAsync(all.Token), CancellationToken.None)).ToArray();
        if (loops.Length == 0) return;
        await Task.WhenAny(loops).ConfigureAwait(false);
        await all.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(loops).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        foreach (var channel in _channels) await channel.DisposeAsync().ConfigureAwait(false);
    }

    private void Gauge(string name, string description, Func<CourierVitals, double> value) =>
        _meter.CreateObservableGauge(
            name, () => Vitals.Select(v => new Measurement<double>(value(v), Of(v.Channel))), description: description);

    private static KeyValuePair<string, object?> Of(string channel) => new("channel", channel);
}
