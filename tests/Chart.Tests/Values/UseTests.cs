using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests.Values;

/// <summary>No value is for show, and none is used that is not there.</summary>
public sealed partial class UseTests
{
    /// <summary>Everything is on, so that each value has something to change.</summary>
    private const string Everything = """
        image: { repository: registry.example/bellwether }
        access:
          existingSecret: bellwether-tokens
          tokens:
            - { name: pipeline, key: pipeline, roles: [read, announce] }
            - { name: sidecars, key: sidecar, roles: [points] }
            - { name: other, key: other, roles: [points, read] }
          certificates: [{ name: ci, roles: [read] }]
        tls: { existingSecret: bellwether-tls, clientAuthorityKey: ca.crt }
        kubernetes: { enabled: true }
        networkPolicy: { egress: { kubernetesApi: { cidrs: [10.96.0.1/32] } } }
        serviceMonitor: { enabled: true, tokenKey: pipeline }
        prometheusRule: { enabled: true }
        sidecar: { enabled: true, service: c, existingSecret: bellwether-sidecar, home: "http://home.example" }
        """;

    private const string Config = """

        ---
        config:
          environment: production
          mode: observe
          services:
            - { name: c, probes: [{ name: app, looked-at-by: sidecars }] }
            - { name: d, probes: [{ name: page, looked-at-by: sidecars }] }
        """;

    /// <summary>What the sidecar needs to know where the operator's own ConfigMap has the rest.</summary>
    private const string OwnConfigMap = """

        ---
        sidecar: { environment: production, probes: [{ name: app }] }
        """;

    /// <summary>What each value is set to, where turning it round or adding an x is not enough.</summary>
    private static readonly Dictionary<string, string> s_changed = new()
    {
        ["commonLabels"] = "{ team: checkout }",
        ["image.digest"] = $"sha256:{new string('a', 64)}",
        ["image.pullPolicy"] = "Never",
        ["image.pullSecrets"] = "[registry]",
        ["kubernetes.enabled"] = "false",
        ["serviceMonitor.enabled"] = "false",
        ["prometheusRule.enabled"] = "false",
        ["sidecar.enabled"] = "false",
        ["config"] = "{ policy: { window: 5m } }",
        ["listenAddress"] = "'[::]'",
        ["access.tokens"] =
            "[{ name: pipeline, key: pipeline, roles: [read] }, { name: s, key: sidecar, roles: [points] }]",
        ["access.certificates"] = "[{ name: other, roles: [read] }]",
        ["credentials"] = "[{ name: db, secret: db, key: password }]",
        ["tls.existingSecret"] = "other-tls",
        ["kubernetes.namespaces"] = "[shop]",
        ["kubernetes.workloads"] = "[daemonset/logs]",
        ["service.annotations"] = "{ a: b }",
        ["persistence.size"] = "3Gi",
        ["persistence.accessMode"] = "ReadWriteOncePod",
        ["persistence.whenDeleted"] = "Delete",
        ["persistence.annotations"] = "{ a: b }",
        ["resources"] = "{ limits: { memory: 512Mi } }",
        ["serviceAccount.annotations"] = "{ a: b }",
        ["networkPolicy.ingress.namespaces"] = "[ci]",
        ["networkPolicy.ingress.from"] = "[{ ipBlock: { cidr: 192.0.2.0/24 } }]",
        ["networkPolicy.egress.namespaces"] = "[shop]",
        ["networkPolicy.egress.rules"] = "[{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]",
        ["networkPolicy.egress.kubernetesApi.cidrs"] = "[10.0.0.1/32]",
        ["podDisruptionBudget.maxUnavailable"] = "0",
        ["serviceMonitor.interval"] = "1m",
        ["serviceMonitor.scrapeTimeout"] = "5s",
        ["serviceMonitor.tokenKey"] = "other",
        ["serviceMonitor.labels"] = "{ a: b }",
        ["prometheusRule.labels"] = "{ a: b }",
        ["extraEnv"] = "[{ name: A, value: b }]",
        ["extraVolumes"] = "[{ name: plug-ins, configMap: { name: plug-ins } }]",
        ["extraVolumeMounts"] = "[{ name: plug-ins, mountPath: /plug-ins }]",
        ["podAnnotations"] = "{ a: b }",
        ["podLabels"] = "{ a: b }",
        ["nodeSelector"] = "{ a: b }",
        ["tolerations"] = "[{ operator: Exists }]",
        ["affinity"] = "{ podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } }",
        ["topologySpreadConstraints"] = "[{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }]",
        ["sidecar.probes"] = "[{ name: port, tcp: { host: 127.0.0.1, port: 8080 } }]",
        ["sidecar.service"] = "d",
        ["sidecar.signals"] = "[{ name: orders, from: app, rate: orders_total }]",
        ["sidecar.home"] = "https://home.example:7070",
        ["sidecar.tokenKey"] = "other",
        ["sidecar.resources"] = "{ limits: { memory: 512Mi } }",
        // No namespace's name, but the operator's own word in place of one that is made.
        ["existingConfigMap"] = "mine",
    };

    public static TheoryData<string> Paths { get; } = new(ValueEntry.All.Select(entry => entry.Path));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_value_changes_what_is_made(string path)
    {
        var entry = ValueEntry.All.Single(entry => entry.Path == path);
        // A configuration of the operator's own takes the place of config: they are not both there.
        var everything = Everything + (path == "existingConfigMap" ? OwnConfigMap : Config);
        var before = (await HelmRender.AcceptAsync(Everything + Config)).Text;
        Assert.NotEqual(before, (await HelmRender.AcceptAsync($"{everything}\n---\n{entry.Set(Changed(entry))}")).Text);
    }

    [Fact]
    public void Every_value_that_is_used_is_in_the_values_and_in_the_schema()
    {
        var values = Manifest.Read(Repository.Text(ValueEntry.File));
        var schema = JsonNode.Parse(Repository.Text($"{Repository.Chart}/values.schema.json"))!;
        var used = Repository.Templates().Values.SelectMany(text => Used().Matches(text))
            .Select(match => match.Groups["path"].Value).Distinct().ToArray();
        Assert.True(used.Length > 70, $"{used.Length} are too few: they are not found");
        Assert.All(used.Where(path => !path.StartsWith("config.", StringComparison.Ordinal)), path =>
        {
            Assert.True(IsThere(values, path), $"{path} is not in values.yaml");
            Assert.True(IsKnown(schema, schema, path.Split('.')), $"{path} is not in values.schema.json");
        });
    }

    [Fact]
    public void Every_value_is_in_the_schema_and_every_key_of_the_schema_in_the_values()
    {
        var values = Manifest.Read(Repository.Text(ValueEntry.File));
        var schema = JsonNode.Parse(Repository.Text($"{Repository.Chart}/values.schema.json"))!;
        Assert.All(ValueEntry.All, entry => Assert.True(IsKnown(schema, schema, entry.Path.Split('.')), entry.Path));
        Assert.Equal(
            values.Select(value => value.Key).Append("global").Order(),
            schema["properties"]!.AsObject().Select(property => property.Key).Order());
    }

    private static string Changed(ValueEntry entry) => s_changed.GetValueOrDefault(entry.Path) ?? entry.Default switch
    {
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "false" : "true",
        JsonValue value when value.TryGetValue<long>(out var number) => $"{number + 1}",
        JsonValue value => $"{value}x",
        _ => throw new InvalidOperationException($"{entry.Path}: say above what it is set to"),
    };

    private static bool IsThere(JsonNode? values, string path) =>
        path.Split('.').Aggregate(values, (at, part) => at is JsonObject map && map.ContainsKey(part)
            ? map[part] ?? JsonValue.Create("null") : null) is not null;

    private static bool IsKnown(JsonNode root, JsonNode? schema, ReadOnlySpan<string> path)
    {
        if (schema?["$ref"] is { } reference)
            schema = root["definitions"]![reference.GetValue<string>().Split('/')[^1]];
        return path.Length == 0 ? schema is not null : IsKnown(root, schema?["properties"]?[path[0]], path[1..]);
    }

    [GeneratedRegex(@"\.Values\.(?<path>[A-Za-z]+(\.[A-Za-z]+)*)")]
    private static partial Regex Used();
}
