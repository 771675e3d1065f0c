using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>A shop that counts its requests as ASP.NET Core does, and sends them by OpenTelemetry's own
/// exporter.</summary>
internal sealed class OtlpShop : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _orders;
    private readonly MeterProvider _provider;
    private int _served;

    public OtlpShop(Uri agent, OtlpForm form, string version = "1", string? instance = null)
    {
        // Of each shop its own: a meter is heard by every provider that knows its name.
        var name = $"Shop.{version}.{instance}.{TimeProvider.System.GetTimestamp()}";
        _meter = new Meter(name);
        _duration = _meter.CreateHistogram<double>("http.server.request.duration", "s");
        _orders = _meter.CreateCounter<long>("shop.orders", "{order}");
        var builder = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.Clear().AddService(
                "shop", serviceVersion: version, autoGenerateServiceInstanceId: instance is null,
                serviceInstanceId: instance))
            .AddMeter(name);
        if (form.IsExponential)
            builder.AddView("http.server.request.duration", new Base2ExponentialBucketHistogramConfiguration());
        else
            builder.AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration
            {
                Boundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1],
            });
        _provider = builder.AddOtlpExporter((exporter, reader) =>
        {
            exporter.Endpoint = new Uri(agent, "/v1/metrics");
            exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
            reader.TemporalityPreference = form.IsDelta
                ? MetricReaderTemporalityPreference.Delta : MetricReaderTemporalityPreference.Cumulative;
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = int.MaxValue;
        }).Build();
    }

    /// <summary>Serves so many requests, and sends what it has counted.</summary>
    public void Serve(int requests, int failedOf100)
    {
        for (var i = 0; i < requests; i++)
        {
            // Spread evenly, and always alike.
            var failed = (_served++ * 37) % 100 < failedOf100;
            _duration.Record(_served % 20 == 0 ? 0.3 : 0.03,
                new("http.route", "/cart"), new("http.response.status_code", failed ? 500 : 200));
            if (!failed) _orders.Add(1);
        }

        Assert.True(_provider.ForceFlush(10_000), "it could not be sent");
    }

    public void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
    }
}
