using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

/// <summary>Every name that one part gives another is there.</summary>
public sealed class WiringTests
{
    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task Every_mount_has_its_volume_and_every_volume_its_mount(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values]);
        foreach (var pod in rendered.Of("Pod").Select(pod => pod["spec"]!)) Check(pod, []);
        foreach (var set in rendered.Of("StatefulSet"))
            Check(set.At("spec.template.spec")!, Names(set.At("spec.volumeClaimTemplates"), "metadata.name"));
        if (ValueSets.All[values].Contains("sidecar:", StringComparison.Ordinal))
            Check(rendered.Patch().At("spec.template.spec")!, []);

        static void Check(JsonNode pod, string[] claims)
        {
            var containers = new[] { pod["containers"], pod["initContainers"] }.OfType<JsonArray>()
                .SelectMany(list => list).Select(container => container!).ToArray();
            var mounted = containers.SelectMany(container => Names(container["volumeMounts"], "name"));
            Assert.Equal(Names(pod["volumes"], "name").Concat(claims).Order(), mounted.Distinct().Order());
            foreach (var container in containers)
            {
                var paths = Names(container["volumeMounts"], "mountPath");
                Assert.Equal(paths.Distinct(), paths);
                var variables = Names(container["env"], "name");
                Assert.Equal(variables.Distinct(), variables);
            }
        }
    }

    [Fact]
    public async Task Every_port_that_is_named_is_the_containers()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Connected);
        var container = rendered.Pod().At("containers.0")!;
        Assert.Equal("api", Assert.Single(Names(container["ports"], "name")));
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            Assert.Equal("api", container.Text($"{probe}.httpGet.port"));
            Assert.Equal("HTTPS", container.Text($"{probe}.httpGet.scheme"));
        }

        Assert.All(rendered.Of("Service"), service => Assert.Equal("api", service.Text("spec.ports.0.targetPort")));
        Assert.Equal("api", rendered.One("NetworkPolicy").Text("spec.ingress.0.ports.0.port"));
        Assert.Equal(
            rendered.One("Service", "bellwether").Text("spec.ports.0.name"),
            rendered.One("ServiceMonitor").Text("spec.endpoints.0.port"));
    }

    [Fact]
    public async Task Liveness_asks_for_the_judging_and_readiness_for_durability_and_neither_for_the_service()
    {
        var container = (await HelmRender.AcceptAsync(ValueSets.Least)).Pod().At("containers.0")!;
        Assert.Equal("/health/live", container.Text("startupProbe.httpGet.path"));
        Assert.Equal("/health/live", container.Text("livenessProbe.httpGet.path"));
        Assert.Equal("/health/ready", container.Text("readinessProbe.httpGet.path"));
        Assert.Equal("HTTP", container.Text("livenessProbe.httpGet.scheme"));
    }

    [Fact]
    public async Task An_agent_that_is_not_ready_is_still_called_so_that_a_gate_hears_why()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Least);
        Assert.Equal(2, rendered.Of("Service").Count());
        Assert.All(rendered.Of("Service"), service =>
            Assert.True(service.At("spec.publishNotReadyAddresses")!.GetValue<bool>()));
        var headless = rendered.One("Service", rendered.One("StatefulSet").Text("spec.serviceName")!);
        Assert.Equal("None", headless.Text("spec.clusterIP"));
        Assert.Null(rendered.One("Service", "bellwether").At("spec.clusterIP"));
    }

    [Fact]
    public async Task A_changed_configuration_starts_the_agent_anew_and_nothing_else_does()
    {
        const string Changed = ValueSets.Least + "\n---\nconfig: { mode: gate }";
        var (first, second, same) = (await Sum(ValueSets.Least), await Sum(Changed),
            await Sum(ValueSets.Least + "\npodDisruptionBudget: { enabled: false }"));
        Assert.NotEqual(first, second);
        Assert.Equal(first, same);

        static async Task<string> Sum(string values) => (await HelmRender.AcceptAsync(values)).One("StatefulSet")
            .At("spec.template.metadata.annotations")!["checksum/configuration"]!.GetValue<string>();
    }

    [Fact]
    public async Task Credentials_are_files_in_the_folder_that_the_configuration_names()
    {
        var pod = (await HelmRender.AcceptAsync(ValueSets.Connected)).Pod();
        var folder = pod.At("containers.0.env")!.AsArray()
            .Single(variable => variable!.Text("name") == "CREDENTIALS_DIRECTORY")!.Text("value");
        var mount = pod.At("containers.0.volumeMounts")!.AsArray()
            .Single(mount => mount!.Text("name") == "credentials")!;
        Assert.Equal((folder, true), (mount.Text("mountPath"), mount["readOnly"]!.GetValue<bool>()));
        var volume = pod["volumes"]!.AsArray().Single(volume => volume!.Text("name") == "credentials")!;
        Assert.Equal(288, volume.At("projected.defaultMode")!.GetValue<long>());
        Assert.Equal(
            ["bellwether-tokens pipeline access-pipeline", "bellwether-tokens prometheus access-prometheus",
                "broker password bus", "orders-db connection-string orders-db"],
            volume.At("projected.sources")!.AsArray().SelectMany(source => source!.At("secret.items")!.AsArray()
                .Select(item => $"{source.Text("secret.name")} {item!.Text("key")} {item.Text("path")}")));
    }

    [Theory]
    [InlineData(ValueSets.Least, "access-pipeline", "--agent=http://bellwether.default:7070", "--insecure-http")]
    [InlineData(ValueSets.Connected, "access-pipeline", "--agent=https://bellwether.default:7070",
        "--ca=/etc/bellwether-tls/ca.crt")]
    public async Task The_test_checks_the_configuration_and_asks_the_agent(
        string values, string token, string agent, string way)
    {
        var pod = (await HelmRender.AcceptAsync(values)).One("Pod");
        Assert.Equal("test", pod.At("metadata.annotations")!["helm.sh/hook"]!.GetValue<string>());
        Assert.Equal("Never", pod.Text("spec.restartPolicy"));
        Assert.Equal(["check", "/etc/bellwether/bellwether.yaml"],
            pod.At("spec.containers.0.args")!.AsArray().Select(word => word!.GetValue<string>()));
        Assert.Equal(["status", agent, $"--token-file=/run/credentials/bellwether/{token}", "--retry=60s", way],
            pod.At("spec.containers.1.args")!.AsArray().Select(word => word!.GetValue<string>()));
    }

    [Fact]
    public async Task A_configuration_of_the_operators_own_is_mounted_as_it_is()
    {
        var rendered = await HelmRender.AcceptAsync("""
            image: { repository: registry.example/bellwether }
            access: { existingSecret: bellwether-tokens }
            existingConfigMap: my-bellwether
            """);
        Assert.Empty(rendered.Of("ConfigMap"));
        Assert.Equal("my-bellwether", rendered.Pod().Text("volumes.0.configMap.name"));
    }

    private static string[] Names(JsonNode? list, string path) =>
        [.. (list as JsonArray ?? []).Select(item => item!.Text(path)!)];
}
