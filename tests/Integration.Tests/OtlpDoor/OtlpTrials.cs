using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>A service that is known by what OpenTelemetry's own .NET exporter sends of it.</summary>
public sealed class OtlpTrials : IAsyncLifetime, IDisposable
{
    private const int Requests = 200;

    private ProbeTrial _trial = null!;
    private DoorServer _door = null!;
    private OtlpShop _shop = null!;

    public async Task InitializeAsync()
    {
        _trial = ProbeTrial.Of("""
            probes: [ { name: app, otlp: {} } ]
            signals: [ { name: orders, from: app, rate: shop_orders_total } ]
            """);
        _door = await DoorServer.StartAsync(_trial.Windows);
    }

    public async Task DisposeAsync()
    {
        Dispose();
        await _door.DisposeAsync();
        await _trial.DisposeAsync();
    }

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Errors_that_rise_in_what_it_sends_are_rolled_back_and_named(bool isDelta, bool isExponential)
    {
        var form = new OtlpForm(isDelta, isExponential);
        _shop = new(_door.Address, form);
        await _trial.LearnAsync(_ => ServeAsync(1));
        await _trial.DeployAsync(() => ReplaceAsync(form, "2"));
        await _trial.VerdictAsync(_ => ServeAsync(12));
        Assert.Matches("^12(\\.\\d+)? %", _trial.MustRollBack("errors"));
        Assert.Equal(["2"], _trial.Verdict!.Version is { } version ? [version] : []);
        Assert.NotNull(_trial.Verdict.T0);
        Assert.True(Assert.Single(_trial.Signals, of => of.Signal == "orders").Last > 5);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task An_application_that_is_restarted_is_not(bool isDelta, bool isExponential)
    {
        var form = new OtlpForm(isDelta, isExponential);
        _shop = new(_door.Address, form);
        await _trial.LearnAsync(_ => ServeAsync(1));
        await _trial.DeployAsync(() => ReplaceAsync(form, "2"));
        await _trial.LookAsync(5, _ => ServeAsync(1));
        _shop.Dispose();
        await _trial.LookAsync(2);
        await ReplaceAsync(form, "2");
        await _trial.VerdictAsync(_ => ServeAsync(1));
        _trial.MustPromote();
        Assert.Equal(0.01, Assert.Single(_trial.Signals, of => of.Signal == "app.errors").Last!.Value, 0.005);
    }

    private Task ServeAsync(int failedOf100)
    {
        _shop.Serve(Requests, failedOf100);
        return Task.CompletedTask;
    }

    private Task ReplaceAsync(OtlpForm form, string version)
    {
        _shop.Dispose();
        _shop = new(_door.Address, form, version);
        _shop.Serve(1, 0);
        return Task.CompletedTask;
    }
}
