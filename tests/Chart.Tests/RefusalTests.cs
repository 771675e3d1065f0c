using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

/// <summary>What no schema can say is refused in words, before anything reaches a cluster.</summary>
public sealed class RefusalTests
{
    [InlineData("image: { repository: '' }", "image.repository is missing")]
    [InlineData("access: { existingSecret: '' }",
        "access.existingSecret is missing: the agent listens beyond loopback")]
    [InlineData("access: { existingSecret: '', tokens: [] }", "access.existingSecret is missing")]
    [InlineData("access: { tokens: [] }", "access.tokens is empty: nobody could speak to the agent")]
    [InlineData("access: { certificates: [{ name: ci, roles: [read] }] }",
        "access.certificates needs tls.clientAuthorityKey")]
    [InlineData("tls: { existingSecret: t, clientAuthorityKey: ca.crt }",
        "tls.clientAuthorityKey needs access.certificates")]
    [InlineData("{ access: { certificates: [{ name: ci, roles: [read] }] }, tls: { clientAuthorityKey: ca.crt } }",
        "tls.clientAuthorityKey needs tls.existingSecret")]
    [InlineData("access: { tokens: [{ name: a, key: a, roles: [read] }, { name: a, key: b, roles: [read] }] }",
        "access.tokens: the name a is given twice")]
    [InlineData("existingConfigMap: mine", "config and existingConfigMap cannot both be there")]
    [InlineData("config: { environment: null }", "config.environment is missing")]
    [InlineData("config: { mode: null }", "config.mode is missing")]
    [InlineData("config: { listen: 'http://127.0.0.1:1' }", "config.listen is the chart's own: use listenAddress")]
    [InlineData("config: { state: /tmp }", "config.state is the chart's own: use persistence")]
    [InlineData("config: { agent: { id: x } }", "config.agent is the chart's own: use agentId")]
    [InlineData("config: { tls: {} }", "config.tls is the chart's own: use tls")]
    [InlineData("config: { access: { tokens: [] } }", "config.access is the chart's own: use access")]
    [InlineData("config: { sidecar: { home: 'http://x' } }", "for sidecars use sidecar.enabled")]
    [InlineData("config: { bus: { rabbitmq: { password: '${cred:bus}' } } }",
        "config names ${cred:bus}, but credentials has no entry of that name")]
    [InlineData("credentials: [{ name: a, secret: s, key: k }, { name: a, secret: t, key: k }]",
        "credentials: the name a is given twice")]
    [InlineData("credentials: [{ name: access-a, secret: s, key: k }]",
        "names with access- are those of access.tokens")]
    [InlineData("persistence: { enabled: false, existingClaim: old }", "persistence.enabled is false")]
    [InlineData("kubernetes: { enabled: true }", "networkPolicy.egress.kubernetesApi.cidrs is empty")]
    [InlineData("config: { probes: [{ name: a, scrape: { targets-from: { kubernetes: { port: 1 } } } }] }",
        "config: the probe a looks for pods, but kubernetes.enabled is false")]
    [InlineData("{ kubernetes: { enabled: true, namespaces: [pay] }, networkPolicy: { enabled: false }, config: { "
        + "probes: [{ name: a, scrape: { targets-from: { kubernetes: { namespace: shop } } } }] } }",
        "config: the probe a looks for pods in shop, but kubernetes.namespaces does not have it")]
    [InlineData("serviceMonitor: { enabled: true }",
        "serviceMonitor.tokenKey: access.tokens has no token with the key")]
    [InlineData("serviceMonitor: { enabled: true, tokenKey: other }", "no token with the key 'other'")]
    [InlineData("sidecar: { enabled: true, existingSecret: s }",
        "sidecar.tokenKey: access.tokens has no token with the key 'sidecar' and the role points")]
    [InlineData("sidecar: { enabled: true }", "sidecar.existingSecret is missing")]
    [InlineData("{ config: { service: null }, sidecar: { enabled: true, existingSecret: s, home: 'http://home' } }",
        "sidecar.service is missing")]
    [InlineData("sidecar: { enabled: true, existingSecret: s, home: 'http://home' }",
        "config has no probe of checkout with looked-at-by: sidecars")]
    [InlineData("{ access: { tokens: [{ name: s, key: sidecar, roles: [points] }] }, sidecar: { enabled: true, "
        + "existingSecret: s, probes: [{ name: app, tcp: { port: 1 } }] } }",
        "its home would refuse what app sees: config needs a probe app of checkout with looked-at-by: sidecars")]
    [InlineData("{ standalone: { enabled: false }, sidecar: { enabled: true, service: c, existingSecret: s } }",
        "sidecar.home is missing")]
    [Theory]
    public async Task It_is_refused_with_what_to_do(string over, string reason)
    {
        var error = await HelmRender.RefuseAsync($"{ValueSets.Least}\n---\n{over}");
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("nil pointer", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config: { probes: [{ name: a, kubernetes: { workload: deployment/checkout } }] }",
        "config: the probe a looks for pods, but kubernetes.enabled is false")]
    [InlineData("{ kubernetes: { enabled: true, workloads: [deployment/cart] }, networkPolicy: { enabled: false }, "
        + "config: { probes: [{ name: a, kubernetes: { workload: deployment/checkout } }] } }",
        "config: the probe a asks for deployment/checkout, but kubernetes.workloads does not have it")]
    public Task Who_asks_for_a_workload_must_be_allowed_to(string over, string reason) =>
        It_is_refused_with_what_to_do(over, reason);

    [Fact]
    public async Task Values_alone_are_no_installation_and_the_first_thing_missing_is_said() =>
        Assert.Contains("config is missing: what does the agent watch?", await HelmRender.RefuseAsync("{}"),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_cluster_without_native_sidecars_is_refused()
    {
        Assert.Contains("incompatible with Kubernetes v1.28.9",
            await HelmRender.RefuseAsync(ValueSets.Least, "--kube-version", "v1.28.9"), StringComparison.Ordinal);
        _ = await HelmRender.AcceptAsync(ValueSets.Least, "--kube-version", "v1.29.0-eks-1");
    }
}
