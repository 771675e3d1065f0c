namespace Bellwether.Chart.Tests.Rendering;

/// <summary>Values that operators would write, each for something that they want.</summary>
internal static class ValueSets
{
    /// <summary>The least that is taken.</summary>
    public const string Least = """
        image: { repository: registry.example/bellwether }
        access: { existingSecret: bellwether-tokens }
        config:
          environment: production
          mode: observe
          service: checkout
          probes: [{ name: app, scrape: { url: "http://checkout:8080/metrics", every: 5s } }]
        """;

    /// <summary>Pods found by the Kubernetes API, in two namespaces; canaries by version.</summary>
    public const string Pods = """
        fullnameOverride: judge
        image:
          repository: registry.example/bellwether
          digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        access:
          existingSecret: judge-tokens
          tokens:
            - { name: pipeline, key: pipeline, roles: [read, announce] }
            - { name: on-call, key: on-call, roles: [read, override] }
        kubernetes: { enabled: true, namespaces: [shop, pay] }
        networkPolicy:
          sameNamespace: false
          ingress: { namespaces: [ci] }
          egress: { namespaces: [shop, pay], kubernetesApi: { cidrs: [10.96.0.1/32], port: 443 } }
        config:
          environment: production
          mode: gate
          services:
            - name: checkout
              probes:
                - name: app
                  scrape: { targets-from: { kubernetes: { namespace: shop, selector: app=checkout, port: 8080 } } }
            - name: billing
              probes:
                - name: app
                  scrape: { targets-from: { kubernetes: { namespace: pay, selector: app=billing, port: 8080 } } }
          policy: { window: 10m, bake: 30m, false-rollback-budget: 5% }
        persistence: { accessMode: ReadWriteOncePod, size: 5Gi, storageClass: fast }
        """;

    /// <summary>Over https, with client certificates, a broker, a database and a Prometheus operator.</summary>
    public const string Connected = """
        image: { repository: registry.example/bellwether, tag: 1.0.0-debian, pullSecrets: [registry] }
        tls: { existingSecret: bellwether-tls, clientAuthorityKey: ca.crt }
        access:
          existingSecret: bellwether-tokens
          tokens:
            - { name: pipeline, key: pipeline, roles: [read, announce] }
            - { name: prometheus, key: prometheus, roles: [read] }
          certificates: [{ name: ci.example.org, roles: [read, announce, override] }]
        credentials:
          - { name: bus, secret: broker, key: password }
          - { name: orders-db, secret: orders-db, key: connection-string }
        config:
          environment: production
          mode: gate
          service: checkout
          probes:
            - { name: app, scrape: { url: "http://checkout:8080/metrics" } }
            - name: home
              http: { url: "http://checkout:8080/", headers: { Authorization: "Bearer ${cred:orders-db}" } }
          deliver: [{ name: chat, webhook: { url: "https://chat.example/hook", secret: "${cred:bus}" } }]
        networkPolicy:
          egress:
            rules: [{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }], ports: [{ port: 443, protocol: TCP }] }]
        serviceMonitor: { enabled: true, tokenKey: prometheus, labels: { release: prometheus } }
        prometheusRule: { enabled: true, labels: { release: prometheus } }
        extraEnv: [{ name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://collector.observability:4318" }]
        priorityClassName: system-cluster-critical
        """;

    /// <summary>A sidecar that sends its points to this release.</summary>
    public const string Sidecar = """
        image: { repository: registry.example/bellwether }
        access:
          existingSecret: bellwether-tokens
          tokens:
            - { name: pipeline, key: pipeline, roles: [read, announce] }
            - { name: sidecars, key: sidecar, roles: [points] }
        config:
          environment: production
          mode: gate
          service: checkout
          probes:
            - { name: app, looked-at-by: sidecars, scrape: { url: "http://127.0.0.1:8080/metrics", every: 5s } }
            - { name: home, http: { url: "http://checkout.shop:8080/" } }
          signals:
            - { name: orders, from: app, rate: shop_orders_total }
            - { name: pages, from: home, gauge: shop_pages }
        sidecar: { enabled: true, namespace: shop, existingSecret: bellwether-sidecar }
        """;

    /// <summary>The sidecar's files alone; the agent at home is elsewhere, and speaks https.</summary>
    public const string SidecarAlone = """
        image: { repository: registry.example/bellwether }
        standalone: { enabled: false }
        sidecar:
          enabled: true
          environment: production
          service: checkout
          probes: [{ name: app, scrape: { url: "http://127.0.0.1:8080/metrics", every: 5s } }]
          home: https://bellwether.example:7070
          existingSecret: bellwether-sidecar
          authorityConfigMap: bellwether-authority
        """;

    /// <summary>For a look at it: nothing is kept, nothing is walled off.</summary>
    public const string Trial = """
        image: { repository: localhost:5000/bellwether, tag: dev, pullPolicy: Always }
        access: { existingSecret: bellwether-tokens, openMetrics: true }
        config:
          environment: trial
          mode: observe
          service: checkout
          probes: [{ name: app, scrape: { url: "http://checkout:8080/metrics" } }]
        persistence: { enabled: false, size: 512Mi }
        networkPolicy: { enabled: false }
        podDisruptionBudget: { enabled: false }
        serviceAccount: { create: false }
        runAs: { user: null, group: null, fsGroup: null }
        """;

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["least"] = Least,
        ["pods"] = Pods,
        ["connected"] = Connected,
        ["sidecar"] = Sidecar,
        ["sidecar-alone"] = SidecarAlone,
        ["trial"] = Trial,
    };

    public static TheoryData<string> Names { get; } = new(All.Keys);
}
