using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

/// <summary>The agent takes what the chart writes: its real loader reads it, with the credentials that are
/// mounted.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("least")]
    [InlineData("connected")]
    [InlineData("trial")]
    public async Task What_the_operator_wrote_is_good_for_the_agent_on_loopback(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values]);
        var configuration = Manifest.Read(rendered.Configuration());
        configuration["listen"] = "http://127.0.0.1:7070";
        _ = configuration.Remove("access");
        _ = configuration.Remove("tls");
        // JSON is YAML.
        Assert.Empty(LoadedConfiguration.Load(configuration.ToJsonString(), Mounted(rendered)).Faults);
    }

    [Fact]
    public async Task What_the_chart_adds_is_good_for_the_agent()
    {
        foreach (var values in (string[])[ValueSets.Least, ValueSets.Connected, ValueSets.Trial])
        {
            var rendered = await HelmRender.AcceptAsync(values);
            Assert.Empty(LoadedConfiguration.Load(rendered.Configuration(), Mounted(rendered)).Faults);
        }
    }

    [Fact]
    public async Task It_listens_everywhere_in_the_pod_and_on_IPv6_where_asked_to()
    {
        foreach (var (address, values) in new[]
        {
            ("http://0.0.0.0:7070/", ValueSets.Least),
            ("http://[::]:7070/", $"{ValueSets.Least}\nlistenAddress: '[::]'"),
        })
        {
            var rendered = await HelmRender.AcceptAsync(values);
            var outcome = LoadedConfiguration.Load(rendered.Configuration(), Mounted(rendered));
            Assert.Equal(address, outcome.Plan?.Listen.ToString());
        }
    }

    [Fact]
    public async Task Pods_by_selector_are_good_for_the_agent()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Pods);
        Assert.Empty(LoadedConfiguration.Load(rendered.Configuration(), Mounted(rendered)).Faults);
    }

    [Fact]
    public async Task The_sidecars_configuration_is_good_for_the_agent()
    {
        foreach (var values in (string[])[ValueSets.Sidecar, ValueSets.SidecarAlone])
        {
            var rendered = await HelmRender.AcceptAsync(values);
            var text = rendered.One("ConfigMap", "bellwether-sidecar")["data"]!["bellwether.yaml"]!.GetValue<string>();
            var pod = rendered.Patch().At("spec.template.spec")!;
            var mounted = LoadedConfiguration.Mounted(pod, "bellwether-credentials");
            Assert.Empty(LoadedConfiguration.Load(text, mounted).Faults);
        }
    }

    [Fact]
    public async Task A_credential_that_is_not_mounted_is_found_by_the_agent()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Connected);
        var faults = LoadedConfiguration.Load(rendered.Configuration(), Mounted(rendered).Except(["orders-db"])).Faults;
        Assert.Contains(faults, fault => fault.Message.Contains("orders-db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_come_from_files_and_stand_in_no_object()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Connected);
        var access = Manifest.Read(rendered.Configuration())["access"]!;
        Assert.Equal(
            ["${cred:access-pipeline}", "${cred:access-prometheus}"],
            access["tokens"]!.AsArray().Select(token => token.Text("token")));
        Assert.Equal("""["read","announce"]""", access.At("tokens.0.roles")!.ToJsonString());
        Assert.Equal("""[{"name":"ci.example.org","roles":["read","announce","override"]}]""",
            access["certificates"]!.ToJsonString());
    }

    [Fact]
    public async Task The_kubelet_has_no_token_and_asks_what_is_open()
    {
        var closed = Manifest.Read((await HelmRender.AcceptAsync(ValueSets.Least)).Configuration());
        Assert.Equal("""["ready"]""", closed.At("access.open")!.ToJsonString());
        var open = Manifest.Read((await HelmRender.AcceptAsync(ValueSets.Trial)).Configuration());
        Assert.Equal("""["ready","metrics"]""", open.At("access.open")!.ToJsonString());
    }

    [Fact]
    public async Task Numbers_durations_and_shares_arrive_as_they_were_written()
    {
        var rendered = await HelmRender.AcceptAsync($$"""
            {{ValueSets.Least}}
            ---
            config:
              policy: { window: 10m, false-rollback-budget: 5%, bake: 0s }
              rules: [{ name: errors, signal: app.errors, limit: { max: 0.05, fail-after: 3 of 5 } }]
              probes: [{ name: app, scrape: { url: "http://checkout:8080/metrics", limits: { body-bytes: 10485760 } } }]
            """);
        var configuration = Manifest.Read(rendered.Configuration());
        Assert.Equal("""{"bake":"0s","false-rollback-budget":"5%","window":"10m"}""",
            configuration["policy"]!.ToJsonString());
        Assert.Equal("10485760", configuration.At("probes.0.scrape.limits.body-bytes")!.ToJsonString());
        Assert.Equal("0.05", configuration.At("rules.0.limit.max")!.ToJsonString());
    }

    private static IEnumerable<string> Mounted(Rendered rendered) =>
        LoadedConfiguration.Mounted(rendered.Pod(), "credentials");
}
