using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

/// <summary>What is called how, and who finds whom.</summary>
public sealed class NameTests
{
    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task Every_object_says_what_it_belongs_to(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values], "--name", "shop-watch");
        foreach (var labels in rendered.Objects.Select(o => o.At("metadata.labels")!))
        {
            Assert.Equal("bellwether", Label(labels, "name"));
            Assert.Equal("shop-watch", Label(labels, "instance"));
            Assert.Equal("1.0.0", Label(labels, "version"));
            Assert.Equal("Helm", Label(labels, "managed-by"));
            Assert.Contains(Label(labels, "component"), (string[])["standalone", "sidecar", "test"]);
            Assert.Equal("bellwether-1.0.0", labels["helm.sh/chart"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Everything_that_selects_finds_the_agents_pod_and_no_other()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Connected + """

            sidecar: { enabled: true, existingSecret: s, home: "http://home", probes: [{ name: app }] }
            ---
            access:
              tokens:
                - { name: sidecars, key: sidecar, roles: [points] }
                - { name: p, key: prometheus, roles: [read] }
            """);
        var pod = rendered.One("StatefulSet").At("spec.template.metadata.labels")!.AsObject();
        var selectors = Selectors(rendered).ToArray();
        Assert.Equal(5, selectors.Length);
        Assert.All(selectors, selector => Assert.True(IsFound(pod, selector), selector.ToJsonString()));
        foreach (var other in rendered.Objects.Where(o => o.Text("kind") is "Pod" or "ConfigMap"))
            if (Label(other.At("metadata.labels")!, "component") != "standalone")
                Assert.All(selectors, selector =>
                    Assert.False(IsFound(other.At("metadata.labels")!.AsObject(), selector)));
    }

    [Fact]
    public async Task What_cannot_be_changed_in_a_cluster_does_not_change_with_versions_or_labels()
    {
        var before = await HelmRender.AcceptAsync(ValueSets.Least);
        var after = await HelmRender.AcceptAsync(ValueSets.Least + """

            commonLabels: { team: checkout }
            podLabels: { tier: back }
            ---
            image: { repository: elsewhere.example/bellwether, tag: 9.9.9 }
            """, "--upgrade");
        foreach (var path in new[] { "spec.selector", "spec.serviceName", "spec.volumeClaimTemplates" })
            Assert.Equal(Json(before, path), Json(after, path));
        Assert.NotEqual(Json(before, "spec.template"), Json(after, "spec.template"));

        static string Json(Rendered rendered, string path) =>
            rendered.One("StatefulSet").At(path)!.ToJsonString();
    }

    [Theory]
    [InlineData("bellwether", "", "bellwether")]
    [InlineData("shop", "", "shop-bellwether")]
    [InlineData("shop", "nameOverride: judge", "shop-judge")]
    [InlineData("shop", "fullnameOverride: judge", "judge")]
    [InlineData("a23456789-b23456789-c23456789-d23456789-e23456789-123", "",
        "a23456789-b23456789-c23456789-d23456789-e23456789-12")]
    public async Task The_name_is_the_releases_and_fits_where_names_are_short(
        string release, string values, string name)
    {
        var rendered = await HelmRender.AcceptAsync($"{ValueSets.Least}\n{values}", "--name", release);
        Assert.Equal(name, rendered.One("StatefulSet").Text("metadata.name"));
        Assert.Contains($"id: {name}-0", rendered.Configuration(), StringComparison.Ordinal);
        // With a revision's hash behind it, it is the value of a label.
        Assert.True($"{name}-0123456789".Length <= 63);
        Assert.All(rendered.Objects, o => Assert.True(o.Text("metadata.name")!.Length <= 63));
    }

    [Fact]
    public async Task There_is_one_agent_and_its_id_is_the_name_of_its_pod()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Least);
        Assert.Equal(1, rendered.One("StatefulSet").At("spec.replicas")!.GetValue<long>());
        Assert.Contains("id: bellwether-0\n", rendered.Configuration(), StringComparison.Ordinal);
        var refused = await HelmRender.RefuseAsync($"{ValueSets.Least}\nreplicas: 2");
        Assert.Contains("replicas: Additional property replicas is not allowed", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_is_in_the_releases_namespace_but_what_belongs_to_a_workload_elsewhere()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Sidecar, "--namespace", "judges");
        var elsewhere = rendered.Objects.Where(o => o.Text("metadata.namespace") != "judges").ToArray();
        Assert.Equal(
            ["bellwether-sidecar", "bellwether-sidecar-patch"], elsewhere.Select(o => o.Text("metadata.name")));
        Assert.All(elsewhere, o => Assert.Equal("shop", o.Text("metadata.namespace")));
    }

    private static IEnumerable<JsonObject> Selectors(Rendered rendered)
    {
        foreach (var service in rendered.Of("Service")) yield return service.At("spec.selector")!.AsObject();
        yield return rendered.One("StatefulSet").At("spec.selector.matchLabels")!.AsObject();
        yield return rendered.One("NetworkPolicy").At("spec.podSelector.matchLabels")!.AsObject();
        yield return rendered.One("PodDisruptionBudget").At("spec.selector.matchLabels")!.AsObject();
    }

    private static bool IsFound(JsonObject labels, JsonObject selector) =>
        selector.All(wanted => labels[wanted.Key]?.ToString() == wanted.Value!.ToString());

    private static string? Label(JsonNode labels, string name) =>
        labels[$"app.kubernetes.io/{name}"]?.GetValue<string>();
}
