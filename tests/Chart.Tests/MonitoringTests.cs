using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

public sealed class MonitoringTests
{
    [Fact]
    public async Task Nothing_of_an_operator_is_made_unless_asked_for()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Least);
        Assert.Empty(rendered.Of("ServiceMonitor").Concat(rendered.Of("PrometheusRule")));
    }

    [Fact]
    public async Task The_metrics_page_is_scraped_once_with_the_token_that_may_read()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Connected);
        var monitor = rendered.One("ServiceMonitor");
        var endpoint = monitor.At("spec.endpoints.0")!;
        Assert.Equal(("/metrics", "https"), (endpoint.Text("path"), endpoint.Text("scheme")));
        Assert.Equal(
            """{"type":"Bearer","credentials":{"name":"bellwether-tokens","key":"prometheus"}}""",
            endpoint["authorization"]!.ToJsonString());
        Assert.Equal("bellwether.default", endpoint.Text("tlsConfig.serverName"));
        Assert.Equal("prometheus", monitor.Text("metadata.labels.release"));
        Assert.Equal("app.kubernetes.io/name", monitor.Text("spec.jobLabel"));
        // Only one of the two services is found: the other says that it is headless.
        Assert.Equal("DoesNotExist", monitor.Text("spec.selector.matchExpressions.0.operator"));
        var key = monitor.Text("spec.selector.matchExpressions.0.key")!;
        Assert.Single(rendered.Of("Service"), service => service.At("metadata.labels")![key] is null);
    }

    [Fact]
    public async Task An_open_page_needs_no_token()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Trial + "\nserviceMonitor: { enabled: true }");
        Assert.Null(rendered.One("ServiceMonitor").At("spec.endpoints.0.authorization"));
        Assert.Contains("- metrics", rendered.Configuration(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_takes_the_alerts()
    {
        var file = Repository.PathOf($"{Repository.Chart}/files/bellwether.rules.yml");
        using var promtool = System.Diagnostics.Process.Start("promtool", ["check", "rules", file]);
        await promtool.WaitForExitAsync();
        Assert.Equal(0, promtool.ExitCode);
    }

    [Fact]
    public async Task The_alerts_are_those_of_the_repository()
    {
        var rules = (await HelmRender.AcceptAsync(ValueSets.Connected)).One("PrometheusRule");
        var file = Manifest.Read(Repository.Text($"{Repository.Chart}/files/bellwether.rules.yml"));
        Assert.Equal(file["groups"]!.ToJsonString(), rules.At("spec.groups")!.ToJsonString());
        Repository.Matches(
            $"{Repository.Chart}/files/bellwether.rules.yml",
            Repository.Text("deploy/prometheus/bellwether.rules.yml"));
    }
}
