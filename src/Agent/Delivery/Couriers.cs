using System.Diagnostics.Metrics;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Delivery;

/// <summary>One courier for each configured channel.</summary>
internal sealed class Couriers : IAsyncDisposable
{
    private readonly IReadOnlyList<(string Name, IVerdictChannel Channel)> _channels;
    private readonly IReadOnlyList<Courier> _couriers;
    private readonly Meter _meter = new(CourierTally.MeterName);

    /// <param name="plans">Channels of the configuration's list.</param>
    /// <param name="journal">The outbox of all of them.</param>
    /// <param name="context">What every channel is made with.</param>
    /// <param name="logger">Hears what changes.</param>
    /// <param name="more">Channels that are made elsewhere, such as the bus; they are disposed with the
    /// others.</param>
    public Couriers(
        IReadOnlyList<ChannelPlan> plans, DeploymentJournal journal, ChannelContext context, ILogger<Couriers> logger,
        params IReadOnlyList<(string Name, IVerdictChannel Channel)> more)
    {
        _channels = [.. plans.Select(plan => (plan.Name, plan.Kind.Make(plan.Options, context))), .. more];
        _couriers = [.. _channels.Select(channel => new Courier(channel, journal, context.Time, logger))];
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
        foreach (var (_, channel) in _channels) await channel.DisposeAsync().ConfigureAwait(false);
    }

    private void Gauge(string name, string description, Func<CourierVitals, double> value) =>
        _meter.CreateObservableGauge(
            name, () => Vitals.Select(v => new Measurement<double>(value(v), Of(v.Channel))), description: description);

    private static KeyValuePair<string, object?> Of(string channel) => new("channel", channel);
}
