using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests.Values;

/// <summary>Each bad value is refused, by its path.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Paths { get; } = new(ValueEntry.All.Select(entry => entry.Path));

    public static TheoryData<string> Maps { get; } =
        new(ValueEntry.All.SelectMany(entry => Above(entry.Path)).Distinct());

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_value_of_another_type_is_refused(string path)
    {
        var entry = ValueEntry.All.Single(entry => entry.Path == path);
        var wrong = entry.Default switch
        {
            JsonObject => "text",
            JsonArray => "{ a: b }",
            JsonValue value when value.TryGetValue<bool>(out _) => "'true'",
            JsonValue value when value.TryGetValue<long>(out _) => "'1'",
            _ => "[1]",
        };
        await RefusedAsync(entry.Set(wrong), path);
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public async Task A_key_that_nobody_knows_is_refused(string map)
    {
        var path = map.Length == 0 ? "enable" : $"{map}.enable";
        await RefusedAsync(new ValueEntry(path, "", null).Set("true"), path);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_key_that_is_taken_away_is_missed_unless_it_may_be(string path)
    {
        var entry = ValueEntry.All.Single(entry => entry.Path == path);
        if (path.StartsWith("runAs.", StringComparison.Ordinal)) return;
        var error = await HelmRender.RefuseAsync($"{ValueSets.Least}\n---\n{entry.Set("null")}");
        Assert.Contains($"{path.Split('.')[^1]} is required", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fullnameOverride: Judge", "fullnameOverride")]
    [InlineData("fullnameOverride: a23456789-b23456789-c23456789-d23456789-e23456789-123", "fullnameOverride")]
    [InlineData("fullnameOverride: 1judge", "fullnameOverride")]
    [InlineData("nameOverride: judge-", "nameOverride")]
    [InlineData("commonLabels: { app.kubernetes.io/name: x }", "commonLabels.app.kubernetes.io/name")]
    [InlineData("commonLabels: { team: 'a b' }", "commonLabels.team")]
    [InlineData("podLabels: { helm.sh/chart: x }", "podLabels.helm.sh/chart")]
    [InlineData("podAnnotations: { a: 1 }", "podAnnotations.a")]
    [InlineData("image: { repository: 'a b' }", "image.repository")]
    [InlineData("image: { repository: 'https://' }", "image.repository")]
    [InlineData("image: { tag: '1.0:2' }", "image.tag")]
    [InlineData("image: { tag: 1.5 }", "image.tag")]
    [InlineData("image: { digest: 'sha256:abc' }", "image.digest")]
    [InlineData("image: { pullPolicy: always }", "image.pullPolicy")]
    [InlineData("image: { pullSecrets: [a, a] }", "image.pullSecrets.1")]
    [InlineData("image: { pullSecrets: [{ name: a }] }", "image.pullSecrets.0")]
    [InlineData("agentId: 'Judge 1'", "agentId")]
    [InlineData("listenAddress: 127.0.0.1", "listenAddress")]
    [InlineData("access: { existingSecret: My_Secret }", "access.existingSecret")]
    [InlineData("access: { tokens: [{ name: a, key: a, roles: [write] }] }", "access.tokens.0.roles.0")]
    [InlineData("access: { tokens: [{ name: a, key: a, roles: [] }] }", "access.tokens.0.roles")]
    [InlineData("access: { tokens: [{ name: a, key: a, roles: read }] }", "access.tokens.0.roles")]
    [InlineData("access: { tokens: [{ name: a, roles: [read] }] }", "access.tokens.0: key is required")]
    [InlineData("access: { tokens: [{ name: A, key: a, roles: [read] }] }", "access.tokens.0.name")]
    [InlineData("access: { tokens: [{ name: a, key: 'a/b', roles: [read] }] }", "access.tokens.0.key")]
    [InlineData("access: { tokens: [{ name: a, key: a, token: x, roles: [read] }] }", "access.tokens.0.token")]
    [InlineData("access: { certificates: [{ roles: [read] }] }", "access.certificates.0: name is required")]
    [InlineData("credentials: [{ name: ../etc, secret: a, key: k }]", "credentials.0.name")]
    [InlineData("credentials: [{ name: a, secret: a }]", "credentials.0: key is required")]
    [InlineData("tls: { clientAuthorityKey: 'ca/crt' }", "tls.clientAuthorityKey")]
    [InlineData("kubernetes: { namespaces: [Shop] }", "kubernetes.namespaces.0")]
    [InlineData("kubernetes: { namespaces: [shop, shop] }", "kubernetes.namespaces.1")]
    [InlineData("kubernetes: { workloads: [pod/checkout] }", "kubernetes.workloads.0")]
    [InlineData("service: { port: 0 }", "service.port")]
    [InlineData("service: { port: 65536 }", "service.port")]
    [InlineData("service: { port: 70.5 }", "service.port")]
    [InlineData("service: { type: LoadBalancer }", "service.type")]
    [InlineData("persistence: { size: 2 GB }", "persistence.size")]
    [InlineData("persistence: { size: 0Gi }", "persistence.size")]
    [InlineData("persistence: { accessMode: ReadWriteMany }", "persistence.accessMode")]
    [InlineData("persistence: { whenDeleted: retain }", "persistence.whenDeleted")]
    [InlineData("resources: { limits: { memory: 256 } }", "resources.limits.memory")]
    [InlineData("resources: { limits: { cpu: a lot } }", "resources.limits.cpu")]
    [InlineData("resources: { limit: { memory: 256Mi } }", "resources.limit")]
    [InlineData("probes: { liveness: { periodSeconds: 0 } }", "probes.liveness.periodSeconds")]
    [InlineData("probes: { liveness: { failureThreshold: 1001 } }", "probes.liveness.failureThreshold")]
    [InlineData("probes: { readiness: { timeoutSeconds: 1.5 } }", "probes.readiness.timeoutSeconds")]
    [InlineData("runAs: { user: 0 }", "runAs.user")]
    [InlineData("runAs: { group: root }", "runAs.group")]
    [InlineData("runAs: { fsGroup: -1 }", "runAs.fsGroup")]
    [InlineData("networkPolicy: { ingress: { from: [{}] } }", "networkPolicy.ingress.from.0")]
    [InlineData("networkPolicy: { ingress: { from: [{ podselector: {} }] } }",
        "networkPolicy.ingress.from.0.podselector")]
    [InlineData("networkPolicy: { egress: { rules: [{}] } }", "networkPolicy.egress.rules.0")]
    [InlineData("networkPolicy: { egress: { rules: [{ to: [] }] } }", "networkPolicy.egress.rules.0.to")]
    [InlineData("networkPolicy: { egress: { rules: [{ ports: [{ port: 70000 }] }] } }",
        "networkPolicy.egress.rules.0.ports.0.port")]
    [InlineData("networkPolicy: { egress: { rules: [{ ports: [{ protocol: tcp }] }] } }",
        "networkPolicy.egress.rules.0.ports.0.protocol")]
    [InlineData("networkPolicy: { egress: { kubernetesApi: { cidrs: [10.96.0.1] } } }",
        "networkPolicy.egress.kubernetesApi.cidrs.0")]
    [InlineData("networkPolicy: { egress: { kubernetesApi: { port: 0 } } }", "networkPolicy.egress.kubernetesApi.port")]
    [InlineData("podDisruptionBudget: { maxUnavailable: 2 }", "podDisruptionBudget.maxUnavailable")]
    [InlineData("podDisruptionBudget: { minAvailable: 1 }", "podDisruptionBudget.minAvailable")]
    [InlineData("serviceMonitor: { interval: 30 }", "serviceMonitor.interval")]
    [InlineData("serviceMonitor: { interval: 0s }", "serviceMonitor.interval")]
    [InlineData("extraEnv: [{ value: a }]", "extraEnv.0: name is required")]
    [InlineData("extraEnv: [{ name: 1A, value: a }]", "extraEnv.0.name")]
    [InlineData("extraEnv: [{ name: A, value: 1 }]", "extraEnv.0.value")]
    [InlineData("extraEnv: [{ name: CREDENTIALS_DIRECTORY, value: /tmp }]", "extraEnv.0.name")]
    [InlineData("extraEnv: [{ name: A, valueFrom: {} }]", "extraEnv.0.valueFrom")]
    [InlineData("extraVolumes: [{ name: a }]", "extraVolumes.0")]
    [InlineData("extraVolumes: [{ name: a, hostPath: { path: / } }]", "extraVolumes.0.hostPath")]
    [InlineData("extraVolumes: [{ name: state, emptyDir: {} }]", "extraVolumes.0.name")]
    [InlineData("extraVolumeMounts: [{ name: a, mountPath: plug-ins }]", "extraVolumeMounts.0.mountPath")]
    [InlineData("tolerations: [{ operator: Equals }]", "tolerations.0.operator")]
    [InlineData("affinity: { podAntiaffinity: {} }", "affinity.podAntiaffinity")]
    [InlineData("topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone }]",
        "topologySpreadConstraints.0: whenUnsatisfiable is required")]
    [InlineData("priorityClassName: High Priority", "priorityClassName")]
    [InlineData("terminationGracePeriodSeconds: 1", "terminationGracePeriodSeconds")]
    [InlineData("sidecar: { namespace: Shop }", "sidecar.namespace")]
    [InlineData("sidecar: { service: Checkout }", "sidecar.service")]
    [InlineData("sidecar: { environment: 'pro duction' }", "sidecar.environment")]
    [InlineData("sidecar: { metricsUrl: 'http://127.0.0.1:8080/metrics' }", "sidecar.metricsUrl")]
    [InlineData("sidecar: { signals: [{ name: orders }] }", "sidecar.signals.0: from is required")]
    [InlineData("sidecar: { probes: [{ tcp: { port: 1 } }] }", "sidecar.probes.0: name is required")]
    [InlineData("sidecar: { home: bellwether:7070 }", "sidecar.home")]
    [InlineData("sidecar: { home: 'http://bellwether:7070/v1/points' }", "sidecar.home")]
    [InlineData("sidecar: { port: 80 }", "sidecar.port")]
    [InlineData("sidecar: { liveness: { failureThreshold: 0 } }", "sidecar.liveness.failureThreshold")]
    [InlineData("sidecar: { readiness: {} }", "sidecar.readiness")]
    [InlineData("replicaCount: 2", "replicaCount")]
    public Task A_value_out_of_its_bounds_is_refused(string over, string path) => RefusedAsync(over, path);

    [Fact]
    public void Every_object_of_the_schema_says_which_keys_it_may_have()
    {
        var open = new List<string>();
        Walk(JsonNode.Parse(Repository.Text($"{Repository.Chart}/values.schema.json"))!, "#", open);
        // What parents share; the agent's own rules; a volume's source; a probe and a signal of the agent's.
        Assert.Equal(
            ["#/properties/global", "#/properties/config", "#/properties/extraVolumes/items/additionalProperties",
                "#/properties/sidecar/properties/probes/items", "#/properties/sidecar/properties/signals/items"], open);
    }

    private static void Walk(JsonNode node, string path, List<string> open)
    {
        if (node is not JsonObject map) return;
        if (map["type"]?.ToString() == "object" && !map.ContainsKey("additionalProperties")) open.Add(path);
        foreach (var (key, value) in map)
            if (value is not null) Walk(value, $"{path}/{key}", open);
    }

    private static async Task RefusedAsync(string over, string path)
    {
        var error = await HelmRender.RefuseAsync($"{ValueSets.Least}\n---\n{over}");
        Assert.Contains("values don't meet the specifications of the schema", error, StringComparison.Ordinal);
        Assert.Contains(path.Contains(": ", StringComparison.Ordinal) ? $"- {path}" : $"- {path}: ", error,
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var cut = path.Length; cut > 0;)
        {
            cut = path.LastIndexOf('.', cut - 1);
            yield return cut < 0 ? "" : path[..cut];
            if (cut < 0) yield break;
        }
    }
}
