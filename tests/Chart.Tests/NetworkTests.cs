using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

public sealed class NetworkTests
{
    private const string Name = "kubernetes.io/metadata.name";

    [Fact]
    public async Task Both_ways_are_shut_but_for_what_is_named()
    {
        var spec = (await HelmRender.AcceptAsync(ValueSets.Pods)).One("NetworkPolicy")["spec"]!;
        Assert.Equal("""["Ingress","Egress"]""", spec["policyTypes"]!.ToJsonString());
        var callers = Assert.Single(spec["ingress"]!.AsArray())!;
        Assert.Equal("""[{"port":"api","protocol":"TCP"}]""", callers["ports"]!.ToJsonString());
        Assert.Equal(2, callers["from"]!.AsArray().Count);
        Assert.Equal("ci", callers.At("from.1.namespaceSelector.matchLabels")![Name]!.GetValue<string>());
        Assert.Equal(3, spec["egress"]!.AsArray().Count);
        Assert.Equal(["shop", "pay"], spec.At("egress.1.to")!.AsArray()
            .Select(peer => peer!.At("namespaceSelector.matchLabels")![Name]!.GetValue<string>()));
        Assert.Equal(
            """{"to":[{"ipBlock":{"cidr":"10.96.0.1/32"}}],"ports":[{"port":443,"protocol":"TCP"}]}""",
            spec.At("egress.2")!.ToJsonString());
    }

    [Fact]
    public async Task Names_are_looked_up_at_kube_system_alone()
    {
        var dns = (await HelmRender.AcceptAsync(ValueSets.Least)).One("NetworkPolicy").At("spec.egress.0")!;
        Assert.Equal("kube-system", dns.At("to.0.namespaceSelector.matchLabels")![Name]!.GetValue<string>());
        Assert.Equal(
            """[{"port":53,"protocol":"UDP"},{"port":53,"protocol":"TCP"}]""", dns["ports"]!.ToJsonString());
    }

    [Fact]
    public async Task No_rule_is_open_to_everybody_by_accident()
    {
        foreach (var values in ValueSets.All.Values)
            foreach (var policy in (await HelmRender.AcceptAsync(values)).Of("NetworkPolicy"))
            {
                Assert.All(policy.At("spec.ingress")!.AsArray(), rule => Assert.NotEmpty(rule!["from"]!.AsArray()));
                Assert.All(policy.At("spec.egress")!.AsArray(), rule => Assert.NotEmpty(rule!["to"]!.AsArray()));
            }
    }

    [Fact]
    public async Task With_everything_off_nothing_may_leave()
    {
        const string Off = "\nnetworkPolicy: { sameNamespace: false, egress: { dns: false } }";
        var policy = (await HelmRender.AcceptAsync(ValueSets.Least + Off)).One("NetworkPolicy");
        Assert.Equal("[]", policy.At("spec.egress")!.ToJsonString());
        // The test of the release is the only one that may come in.
        Assert.Single(policy.At("spec.ingress.0.from")!.AsArray());
    }

    [Fact]
    public async Task Sidecars_of_another_namespace_may_send_their_points()
    {
        var policy = (await HelmRender.AcceptAsync(ValueSets.Sidecar)).One("NetworkPolicy");
        Assert.Contains(policy.At("spec.ingress.0.from")!.AsArray(), peer =>
            peer!.At("namespaceSelector.matchLabels")?[Name]?.GetValue<string>() == "shop");
        var same = (await HelmRender.AcceptAsync(ValueSets.Sidecar, "--namespace", "shop")).One("NetworkPolicy");
        Assert.DoesNotContain("namespaceSelector", same.At("spec.ingress")!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drain_may_evict_the_agent_unless_told_otherwise()
    {
        var budget = (await HelmRender.AcceptAsync(ValueSets.Least)).One("PodDisruptionBudget")["spec"]!;
        Assert.Equal(1, budget["maxUnavailable"]!.GetValue<long>());
        Assert.Null(budget["minAvailable"]);
        Assert.Equal("AlwaysAllow", budget.Text("unhealthyPodEvictionPolicy"));
        var held = await HelmRender.AcceptAsync(ValueSets.Least + "\npodDisruptionBudget: { maxUnavailable: 0 }");
        Assert.Equal(0, held.One("PodDisruptionBudget").At("spec.maxUnavailable")!.GetValue<long>());
    }
}
