using System.Globalization;
using System.Text;
using Bellwether.Probes.Otlp;
using Bellwether.Probes.Receiving;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Otlp;

/// <summary>A window of the service shop, what is sent to it, and what a look sees.</summary>
#pragma warning disable CA1001 // A window of what is sent by HTTP holds nothing but memory.
internal sealed class OtlpDesk
#pragma warning restore CA1001
{
    private readonly WindowSet _windows = new();

    public OtlpDesk(OtlpProbeOptions? options = null)
    {
        Time = new();
        var context = new ProbeContext("app", Time) { Service = "shop", Environment = "test", Windows = _windows };
        Probe = OtlpProbe.Make(options ?? new(), context)[0].Probe;
        Window = _windows.All<OtlpWindow>()[0].Window;
    }

    public FakeTimeProvider Time { get; }

    public IProbe Probe { get; }

    public OtlpWindow Window { get; }

    public OtlpAnswer Send(params Sent[] metrics) => SendFrom("one", metrics);

    public OtlpAnswer SendFrom(string? instance, params Sent[] metrics) =>
        SendAll(Sent.Resource("shop", instance, metrics));

    public OtlpAnswer SendAll(params Sent[] resources) =>
        OtlpDoor.Take(_windows, Sent.Request(resources), isJson: false);

    public OtlpAnswer SendJson(string json) => OtlpDoor.Take(_windows, Encoding.UTF8.GetBytes(json), isJson: true);

    public Look Look(string? instance = null) =>
        Window.ProbeOf(instance).LookAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>The page as lines, without what it says of itself.</summary>
    public string[] Page(string? instance = null) =>
    [
        .. Look(instance).Readings.Where(r => r.Name != "target_info" && r.Name != "process_start_time_seconds")
            .Select(r => $"{r.Name}{(r.Labels.Count == 0 ? "" : r.Labels)} "
                + r.Value.ToString("R", CultureInfo.InvariantCulture)),
    ];

    public void Wait(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));
}
