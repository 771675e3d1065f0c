using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

/// <summary>The restricted pod security standard, and what goes beyond it.</summary>
public sealed class SecurityTests
{
    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task Every_container_is_restricted(string values)
    {
        var containers = Containers(await HelmRender.AcceptAsync(ValueSets.All[values])).ToArray();
        Assert.NotEmpty(containers);
        foreach (var security in containers.Select(container => container["securityContext"]!))
        {
            Assert.False(security["allowPrivilegeEscalation"]!.GetValue<bool>());
            Assert.False(security["privileged"]!.GetValue<bool>());
            Assert.True(security["readOnlyRootFilesystem"]!.GetValue<bool>());
            Assert.True(security["runAsNonRoot"]!.GetValue<bool>());
            Assert.Equal("RuntimeDefault", security.Text("seccompProfile.type"));
            Assert.Equal("""["ALL"]""", security.At("capabilities.drop")!.ToJsonString());
            Assert.Null(security.At("capabilities.add"));
        }
    }

    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task No_pod_shares_anything_of_its_node(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values]);
        foreach (var word in new[] { "hostNetwork", "hostPID", "hostIPC", "hostPath", "hostPort", "hostUsers" })
            Assert.DoesNotContain(word, rendered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_group_and_the_volumes_group_are_the_images_own()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Sidecar);
        Assert.Equal(65532, rendered.Pod().At("securityContext.fsGroup")!.GetValue<long>());
        foreach (var container in Containers(rendered))
        {
            Assert.Equal(65532, container.At("securityContext.runAsUser")!.GetValue<long>());
            Assert.Equal(65532, container.At("securityContext.runAsGroup")!.GetValue<long>());
        }
    }

    [Fact]
    public async Task A_cluster_may_choose_the_users_itself()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Trial);
        foreach (var word in new[] { "runAsUser", "runAsGroup", "fsGroup" })
            Assert.All(rendered.Objects, o => Assert.DoesNotContain(word, o.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ValueSets.Least)]
    [InlineData(ValueSets.Connected)]
    public async Task No_token_of_the_cluster_is_mounted(string values)
    {
        var rendered = await HelmRender.AcceptAsync(values);
        Assert.False(rendered.Pod()["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.False(rendered.One("Pod").At("spec.automountServiceAccountToken")!.GetValue<bool>());
        Assert.False(rendered.One("ServiceAccount")["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.Empty(rendered.Of("Role").Concat(rendered.Of("RoleBinding")));
    }

    [Fact]
    public async Task Who_looks_for_pods_may_only_read_pods_and_only_where_it_was_told()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Pods);
        Assert.True(rendered.Pod()["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.False(rendered.One("Pod").At("spec.automountServiceAccountToken")!.GetValue<bool>());
        Assert.Equal(["shop", "pay"], rendered.Of("Role").Select(role => role.Text("metadata.namespace")));
        Assert.Equal(["shop", "pay"], rendered.Of("RoleBinding").Select(role => role.Text("metadata.namespace")));
        Assert.All(rendered.Of("Role"), role => Assert.Equal(
            """[{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]}]""",
            role["rules"]!.ToJsonString()));
        Assert.All(rendered.Of("RoleBinding"), binding => Assert.Equal(
            ("judge", "default", "judge-pods"), (binding.Text("subjects.0.name"),
                binding.Text("subjects.0.namespace"), binding.Text("roleRef.name"))));
        Assert.DoesNotContain(rendered.Objects, o => o.Text("kind") is "ClusterRole" or "ClusterRoleBinding");
    }

    [Fact]
    public async Task It_may_get_the_workloads_that_are_named_and_no_others()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Least + """

            kubernetes: { enabled: true, workloads: [deployment/checkout, statefulset/db, deployment/cart] }
            networkPolicy: { egress: { kubernetesApi: { cidrs: [10.96.0.1/32] } } }
            """);
        Assert.Equal(
            ["""{"apiGroups":[""],"resources":["pods"],"verbs":["get","list"]}""",
                """
                {"apiGroups":["apps"],"resources":["deployments"],"resourceNames":["checkout","cart"],"verbs":["get"]}
                """,
                """
                {"apiGroups":["apps"],"resources":["statefulsets"],"resourceNames":["db"],"verbs":["get"]}
                """],
            rendered.One("Role")["rules"]!.AsArray().Select(rule => rule!.ToJsonString()));
    }

    [Fact]
    public async Task Without_namespaces_it_may_look_into_its_own()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Least + """

            kubernetes: { enabled: true }
            networkPolicy: { egress: { kubernetesApi: { cidrs: [10.96.0.1/32] } } }
            """, "--namespace", "shop");
        Assert.Equal("shop", rendered.One("Role").Text("metadata.namespace"));
    }

    [Fact]
    public async Task Secrets_are_named_and_never_made()
    {
        foreach (var values in ValueSets.All.Values)
        {
            var rendered = await HelmRender.AcceptAsync(values);
            Assert.Empty(rendered.Of("Secret"));
        }
    }

    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task What_can_be_written_to_is_the_state_and_tmp_and_both_are_bounded(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values]);
        foreach (var container in Containers(rendered))
            foreach (var mount in container["volumeMounts"]!.AsArray().Select(mount => mount!))
                Assert.True(
                    mount.At("readOnly")?.GetValue<bool>() == true
                    || mount.Text("mountPath") is "/tmp" or "/var/lib/bellwether", mount.ToJsonString());
        foreach (var volume in PodSpecs(rendered).SelectMany(pod => pod["volumes"]!.AsArray()))
            if (volume!["emptyDir"] is { } folder) Assert.NotNull(folder["sizeLimit"]);
    }

    private static IEnumerable<JsonObject> PodSpecs(Rendered rendered)
    {
        foreach (var set in rendered.Of("StatefulSet")) yield return set.At("spec.template.spec")!.AsObject();
        foreach (var pod in rendered.Of("Pod")) yield return pod["spec"]!.AsObject();
        if (rendered.Of("ConfigMap").Any(map => map["data"]!.AsObject().ContainsKey("patch.yaml")))
            yield return rendered.Patch().At("spec.template.spec")!.AsObject();
    }

    private static IEnumerable<JsonObject> Containers(Rendered rendered) => PodSpecs(rendered)
        .SelectMany(pod => new[] { pod["containers"], pod["initContainers"] })
        .OfType<JsonArray>().SelectMany(list => list).Select(container => container!.AsObject());
}
