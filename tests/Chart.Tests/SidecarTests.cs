using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;
using Bellwether.Chart.Tests.Shapes;

namespace Bellwether.Chart.Tests;

public sealed class SidecarTests
{
    private const string Workload = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop }
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata: { labels: { app: checkout } }
            spec:
              initContainers: [{ name: migrate, image: "registry.example/checkout:2.4.1" }]
              containers: [{ name: checkout, image: "registry.example/checkout:2.4.1" }]
              volumes: [{ name: cache, emptyDir: {} }]
        """;

    [Fact]
    public async Task It_is_a_native_sidecar_and_never_decides_about_readiness()
    {
        var sidecar = await SidecarAsync(ValueSets.Sidecar);
        Assert.Equal("Always", sidecar.Text("restartPolicy"));
        Assert.Null(sidecar["readinessProbe"]);
        Assert.Null(sidecar["startupProbe"]);
        Assert.Equal("/health/live", sidecar.Text("livenessProbe.httpGet.path"));
        Assert.Equal(7070, sidecar.At("livenessProbe.httpGet.port")!.GetValue<long>());
        // A pod is not ready while its sidecar restarts: two minutes of silence, not a slow answer.
        Assert.Equal(120, sidecar.At("livenessProbe.periodSeconds")!.GetValue<long>()
            * sidecar.At("livenessProbe.failureThreshold")!.GetValue<long>());
        Assert.NotNull(sidecar.At("resources.limits.memory"));
    }

    [Fact]
    public async Task Its_id_is_the_pods_and_its_home_is_this_release()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Sidecar, "--namespace", "judges");
        var text = rendered.One("ConfigMap", "bellwether-sidecar")["data"]!["bellwether.yaml"]!.GetValue<string>();
        var configuration = Manifest.Read(text);
        Assert.Equal("${POD_NAME}", configuration.Text("agent.id"));
        Assert.Equal("http://bellwether.judges:7070", configuration.Text("sidecar.home"));
        Assert.Equal("${cred:home}", configuration.Text("sidecar.token"));
        Assert.Equal("production", configuration.Text("environment"));
        Assert.Equal("http://127.0.0.1:8080/metrics", configuration.Text("probes.0.scrape.url"));
    }

    [Fact]
    public async Task It_looks_at_what_its_home_leaves_to_sidecars_and_at_nothing_else()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Sidecar);
        var configuration = Manifest.Read(
            rendered.One("ConfigMap", "bellwether-sidecar")["data"]!["bellwether.yaml"]!.GetValue<string>());
        Assert.Equal("checkout", configuration.Text("service"));
        Assert.Equal("app", Assert.Single(configuration["probes"]!.AsArray()).Text("name"));
        Assert.Null(configuration.At("probes.0.looked-at-by"));
        Assert.Equal("orders", Assert.Single(configuration["signals"]!.AsArray()).Text("name"));
    }

    [Fact]
    public async Task Of_several_services_it_takes_the_probes_of_its_own()
    {
        var rendered = await HelmRender.AcceptAsync($$"""
            {{ValueSets.Sidecar}}
            ---
            config:
              service: null
              probes: null
              signals: null
              services:
                - { name: billing, probes: [{ name: page, looked-at-by: sidecars, tcp: { host: 127.0.0.1, port: 1 } }] }
                - name: checkout
                  probes: [{ name: port, looked-at-by: sidecars, tcp: { host: 127.0.0.1, port: 2 } }]
            sidecar: { service: checkout }
            """);
        var configuration = Manifest.Read(
            rendered.One("ConfigMap", "bellwether-sidecar")["data"]!["bellwether.yaml"]!.GetValue<string>());
        Assert.Equal("port", Assert.Single(configuration["probes"]!.AsArray()).Text("name"));
    }

    [Fact]
    public async Task Its_token_is_a_file_of_the_workloads_own_namespace()
    {
        var pod = (await HelmRender.AcceptAsync(ValueSets.Sidecar)).Patch().At("spec.template.spec")!;
        var volume = pod["volumes"]!.AsArray().Single(v => v!.Text("name") == "bellwether-credentials")!;
        Assert.Equal("bellwether-sidecar", volume.Text("secret.secretName"));
        Assert.Equal("""[{"key":"sidecar","path":"home"}]""", volume.At("secret.items")!.ToJsonString());
    }

    [Fact]
    public async Task The_token_of_a_workloads_account_does_not_reach_it()
    {
        var mounts = (await SidecarAsync(ValueSets.Sidecar))["volumeMounts"]!.AsArray();
        Assert.Contains(mounts, mount => mount!.Text("mountPath") == "/var/run/secrets/kubernetes.io/serviceaccount"
            && mount.Text("name") == "bellwether-no-token");
    }

    [Fact]
    public async Task A_home_that_speaks_https_is_known_by_its_authority()
    {
        var sidecar = await SidecarAsync(ValueSets.SidecarAlone);
        Assert.Contains(sidecar["env"]!.AsArray(), variable => variable!.Text("name") == "SSL_CERT_FILE"
            && variable.Text("value") == "/etc/bellwether-authority/ca.crt");
    }

    [Fact]
    public async Task Patched_into_a_deployment_it_leaves_what_was_there_alone()
    {
        var deployment = Manifest.Read(Workload);
        var before = deployment.DeepClone();
        Merge(deployment, (await HelmRender.AcceptAsync(ValueSets.Sidecar)).Patch());
        Assert.Empty(Shape.Faults(deployment));
        var pod = deployment.At("spec.template.spec")!;
        Assert.Equal(["migrate", "bellwether"], pod["initContainers"]!.AsArray().Select(c => c!.Text("name")));
        foreach (var path in new[] { "spec.template.spec.containers", "spec.template.spec.initContainers.0",
            "spec.template.spec.volumes.0", "spec.selector", "spec.template.metadata.labels" })
            Assert.Equal(before.At(path)!.ToJsonString(), deployment.At(path)!.ToJsonString());
    }

    [Fact]
    public async Task A_chart_of_a_service_includes_it()
    {
        var folder = Directory.CreateTempSubdirectory("bellwether-parent-");
        try
        {
            _ = Directory.CreateDirectory(folder.CreateSubdirectory("templates").FullName);
            foreach (var (name, text) in Repository.Templates().Where(t => Path.GetFileName(t.Key).StartsWith('_')))
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
            var chart = Repository.PathOf(Repository.Chart);
            File.Copy($"{chart}/Chart.yaml", $"{folder.FullName}/Chart.yaml");
            File.Copy($"{chart}/values.yaml", $"{folder.FullName}/values.yaml");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "templates/deployment.yaml"), Workload
                .Replace("initContainers: [{ name: migrate, image: \"registry.example/checkout:2.4.1\" }]",
                    "initContainers:\n        {{- include \"bellwether.sidecar\" . | nindent 8 }}",
                    StringComparison.Ordinal)
                .Replace("volumes: [{ name: cache, emptyDir: {} }]",
                    "volumes:\n        {{- include \"bellwether.sidecarVolumes\" . | nindent 8 }}",
                    StringComparison.Ordinal));
            var (code, output, error) = await HelmRender.RunInAsync(folder.FullName, ValueSets.SidecarAlone);
            Assert.True(code == 0, error);
            Assert.Empty(Shape.Faults(Manifest.Read(output)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<JsonObject> SidecarAsync(string values) =>
        (await HelmRender.AcceptAsync(values)).Patch().At("spec.template.spec.initContainers.0")!.AsObject();

    /// <summary>A strategic merge, as far as the patch needs one: lists of things with names are merged by
    /// name.</summary>
    private static void Merge(JsonObject under, JsonObject over)
    {
        foreach (var (key, value) in over)
            switch (under[key], value)
            {
                case (JsonObject below, JsonObject above):
                    Merge(below, above);
                    break;
                case (JsonArray below, JsonArray above):
                    foreach (var item in above) below.Add(item!.DeepClone());
                    Assert.Distinct(below.Select(item => item!.Text("name")));
                    break;
                default:
                    under[key] = value?.DeepClone();
                    break;
            }
    }
}
