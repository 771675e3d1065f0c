using System.Globalization;
using Bellwether.Agent.Signals.Live;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class SampleFilterTests
{
    private readonly SampleFilter _filter = new(new()
    {
        Signal = "app.errors",
        Kind = SignalKind.Ratio,
        Unit = "ratio",
        Source = "requests",
        Metric = "requests",
        Route = ["path"],
        Ignore = ["/health*"],
    });

    [Fact]
    public void A_path_that_no_series_is_of_is_not_counted()
    {
        Assert.Equal(SampleRole.Good, _filter.RoleOf(Of("/orders/{id}")));
        Assert.Equal(SampleRole.Ignored, _filter.RoleOf(Of("/healthz")));
        Assert.True(_filter.MayHold("/orders/7"));
        Assert.False(_filter.MayHold("/metrics"));
        Assert.True(_filter.LeavesOut("/healthz"));
    }

    /// <summary>Paths as they were asked for, in place of routes: there is no end of them.</summary>
    [Fact]
    public void Of_paths_without_end_only_so_many_are_kept()
    {
        for (var i = 0; i < 2 * LiveLimits.RoutesOfSignal; i++)
        {
            _filter.RoleOf(Of(string.Create(CultureInfo.InvariantCulture, $"/orders/{i}")));
            _filter.RoleOf(Of(string.Create(CultureInfo.InvariantCulture, $"/health/{i}")));
        }

        Assert.Equal(2 * LiveLimits.RoutesOfSignal, _filter.KeptRoutes);
        Assert.True(_filter.MayHold("/metrics"));
    }

    private static LabelSet Of(string path) => new(new KeyValuePair<string, string>("path", path));
}
