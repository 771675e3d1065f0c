using Bellwether.Agent.Telemetry;

namespace Bellwether.Agent.Tests.Telemetry;

public sealed class OtlpWishesTests
{
    private const string All = "OTEL_EXPORTER_OTLP_ENDPOINT", Traces = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    [Fact]
    public void Without_an_endpoint_nothing_is_exported() => Assert.False(
        Read(("OTEL_SERVICE_NAME", "shop"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), (All, " ")).Any);

    [Fact]
    public void The_endpoint_for_all_exports_all() =>
        Assert.Equal(new(true, true, true), Read((All, "http://collector:4318")));

    [Fact]
    public void An_endpoint_for_one_exports_one() =>
        Assert.Equal(new(true, false, false), Read((Traces, "http://collector:4318/v1/traces")));

    [Fact]
    public void None_leaves_one_out() =>
        Assert.Equal(new(true, false, true), Read((All, "http://c:4318"), ("OTEL_METRICS_EXPORTER", "none")));

    [Fact]
    public void Disabled_is_disabled() =>
        Assert.False(Read((All, "http://c:4318"), (Traces, "http://c:4318"), ("OTEL_SDK_DISABLED", "TRUE")).Any);

    private static OtlpWishes Read(params (string Name, string Value)[] variables) =>
        OtlpWishes.Read(name => variables.FirstOrDefault(v => v.Name == name).Value);
}
