using System.Net.Http.Headers;
using System.Text;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Testing.Options;

namespace Bellwether.Integration.Tests.Secrets;

/// <summary>No secret is ever told: each place that can hold one holds a canary, and everything that the agent writes
/// is looked through.</summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private const string ReadToken = "TokenItem.Token";

    private readonly Canaries _canaries = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-canary-").FullName;
    private readonly string _logs = Directory.CreateTempSubdirectory("bellwether-canary-").FullName;
    private StandInAgent _good = null!;
    private StandInAgent _bad = null!;
    private StandInAgent _elsewhere = null!;
    private StandInAgent _proxy = null!;

    public async Task InitializeAsync()
    {
        _good = await StandInAgent.StartAsync((context, _) => context.Request.Method == "POST"
            ? StandInAgent.WriteAsync(context, "", "text/plain", 204)
            : StandInAgent.WriteAsync(context, "# TYPE requests counter\nrequests 5\n", "text/plain"));
        _bad = await StandInAgent.SayingAsync("no", "text/plain", 500);
        _proxy = await StandInAgent.SayingAsync("up 1\n", "text/plain");
        _elsewhere = await StandInAgent.StartAsync((context, _) =>
        {
            context.Response.Redirect(_good.Address + "/elsewhere");
            return Task.CompletedTask;
        });
    }

    public async Task DisposeAsync()
    {
        foreach (var server in new[] { _good, _bad, _elsewhere, _proxy }) await server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_logs, recursive: true);
    }

    [Fact]
    public async Task No_secret_is_told_anywhere_while_everything_succeeds_and_fails()
    {
        var file = await WriteAsync();
        var found = new List<string>();
        var (agent, address) = await CanaryAgent.StartAsync(file, Variables);
        await using (agent)
        {
            found.AddRange(_canaries.FoundIn("the process list", agent.CommandLine));
            foreach (var (path, answer) in await TalkAsync(address)) found.AddRange(_canaries.FoundIn(path, answer));
            await agent.EndAsync();
            found.AddRange(_canaries.FoundIn("the log", agent.Written));
            Assert.Contains("listens on", agent.Written, StringComparison.Ordinal);
        }

        var state = Path.Combine(_folder, "state");
        foreach (var kept in Directory.EnumerateFiles(state, "*", SearchOption.AllDirectories))
            found.AddRange(_canaries.FoundIn(Path.GetFileName(kept), await File.ReadAllBytesAsync(kept)));
        Assert.Contains(Path.Combine(state, "journal.db"), Directory.EnumerateFiles(state));
        Assert.Contains(Path.Combine(state, "history.db"), Directory.EnumerateFiles(state));
        // The secrets were really used: a test that plants none would pass as well.
        Assert.Contains(_good.Heard, r => r.Authorization == $"Bearer {_canaries["WebhookChannelOptions.Headers"]}");
        Assert.Contains(_good.Heard, r => r.Authorization == $"Bearer {_canaries["HttpProbeOptions.Headers"]}");
        Assert.Contains(_good.Heard, r => r.Authorization == $"Bearer {_canaries["ScrapeHeaderOptions.Value"]}");
        Assert.Contains(_good.Heard, r => r.Body.Contains(_canaries["HttpStepOptions.Json"], StringComparison.Ordinal));
        Assert.Contains(
            _good.Heard, r => r.Authorization == $"Bearer {_canaries["PrometheusProbeOptions.BearerToken"]}");
        Assert.Contains(_bad.Heard, r => r.Authorization?.StartsWith("Basic ", StringComparison.Ordinal) == true);
        Assert.Contains(_bad.Heard, r => r.Authorization == $"Bearer {_canaries["ElasticsearchProbeOptions.Headers"]}");
        Assert.Contains(Path.Combine(state, "probes", "shop", "log.signatures"), Directory.EnumerateFiles(
            state, "*", SearchOption.AllDirectories));
        Assert.Contains(_good.Heard, r => r.Authorization?.Contains(
            _canaries["CloudWatchProbeOptions.AccessKey"], StringComparison.Ordinal) == true);
        Assert.Empty(_proxy.Heard);
        Assert.DoesNotContain(_good.Heard, r => r.Target.Contains("elsewhere", StringComparison.Ordinal));
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task No_fault_of_a_file_shows_one()
    {
        var file = await WriteAsync();
        var text = await File.ReadAllTextAsync(file);
        var found = new List<string>();
        foreach (var (from, to) in Mutations)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, text.Replace(from, to, StringComparison.Ordinal));
            foreach (var verb in new[] { "check --json", "check", "run --config" })
            {
                var ended = await BuiltProgram.RunInShellAsync(
                    $"$program {verb} {file}",
                    [.. Variables.Select(v => (v.Key, v.Value)), ("BELLWETHER_TRACE", "1")]);
                Assert.Equal(2, ended.Code);
                found.AddRange(_canaries.FoundIn($"{verb} after {from} => {to}", ended.Out + ended.Error));
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task Each_option_that_may_hold_a_secret_has_its_canary()
    {
        await WriteAsync();
        Assert.NotEmpty(Variables);
        var marked = OptionWalk.All().Where(o => o.Property.IsMarkedSecret).Select(o => o.Name).Order();
        // A list of headers holds its secrets in their values.
        Assert.Equal(
            // A sidecar has no state and no channel; its token has a test of its own.
            marked.Except(["ScrapeProbeOptions.Headers", "SidecarOptions.Token"]),
            _canaries.Places.Where(p => p.Contains('.', StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_sidecar_tells_its_token_to_its_home_alone()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "home"), _canaries["SidecarOptions.Token"]);
        var file = Path.Combine(_folder, "sidecar.yaml");
        await File.WriteAllTextAsync(file, $$"""
            environment: demo
            mode: gate
            listen: http://127.0.0.1:0
            service: shop
            sidecar: { home: "{{_elsewhere.Address}}", token: "${cred:home}" }
            probes: [ { name: app, scrape: { url: "{{_good.Address}}/metrics", every: 1s } } ]
            """);
        var found = new List<string>();
        var (agent, address) = await CanaryAgent.StartAsync(file, Variables);
        await using (agent)
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
            foreach (var path in new[] { "/metrics", "/health/ready", "/health/live", "/v1/deployments" })
                found.AddRange(_canaries.FoundIn(path, await http.GetStringAsyncOrProblem(path)));
            found.AddRange(_canaries.FoundIn("the process list", agent.CommandLine));
            await agent.EndAsync();
            found.AddRange(_canaries.FoundIn("the log", agent.Written));
        }

        var bearer = $"Bearer {_canaries["SidecarOptions.Token"]}";
        Assert.Contains(_elsewhere.Heard, r => r.Authorization == bearer);
        Assert.DoesNotContain(_good.Heard.Concat(_proxy.Heard), r => r.Authorization == bearer);
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public void A_canary_is_found_however_it_is_written()
    {
        var text = _canaries["here"];
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Empty(_canaries.FoundIn("x", "nothing of it"));
        foreach (var written in new[]
        {
            $"…{text}…", Convert.ToBase64String(bytes), Convert.ToHexStringLower(bytes), text[..16],
        })
            Assert.NotEmpty(_canaries.FoundIn("x", written));
        Assert.NotEmpty(_canaries.FoundIn("x", Encoding.Unicode.GetBytes(text)));
    }

    private Dictionary<string, string> Variables => new()
    {
        ["CREDENTIALS_DIRECTORY"] = _folder,
        ["CANARY_HOOK"] = _canaries["WebhookChannelOptions.Headers"],
        ["CANARY_QUERY"] = _canaries["query"],
        ["http_proxy"] = _proxy.Address,
        ["https_proxy"] = _proxy.Address,
        ["all_proxy"] = _proxy.Address,
    };

    private static (string From, string To)[] Mutations =>
    [
        ("name: reader, token", "name: Reader!, token"),
        ("\"${cred:read}\"", "[\"${cred:read}\"]"),
        ("roles: [read, announce, override]", "roles: \"${cred:read}\""),
        ("secret: \"${file:hook.secret}\"", "timeout: \"${file:hook.secret}\""),
        ("every: 1s", "every: \"${cred:http}\""),
        ("mode: gate", "mode: \"${cred:http}\""),
        ("listen: http://127.0.0.1:0", "listen: \"http://me:${cred:http}@127.0.0.1:0\""),
        ("state: state", "state: state\n\"${cred:http}\": 1"),
        ("service: shop", "service: \"${cred:http}\""),
        ("Authorization: \"Bearer ${cred:http}\"", "Authorization: \"Bearer ${cred:http}\\n\""),
        ("environment: demo", "environment: demo\npolicy: { time-zone: \"${CANARY_QUERY}\" }"),
    ];

    private async Task<string> WriteAsync()
    {
        await PutInAsync();
        var file = Path.Combine(_folder, "bellwether.yaml");
        await File.WriteAllTextAsync(file, $$"""
            environment: demo
            mode: gate
            state: state
            listen: http://127.0.0.1:0
            access: { tokens: [ { name: reader, token: "${cred:read}", roles: [read, announce, override] } ] }
            service: shop
            probes:
              - name: app
                scrape:
                  targets: [ { url: "{{_good.Address}}/metrics?key=${CANARY_QUERY}" },
                             { url: "{{_bad.Address}}/metrics?key=${CANARY_QUERY}" },
                             { url: "{{_elsewhere.Address}}/metrics?key=${CANARY_QUERY}" },
                             { url: "http://127.0.0.1:1/metrics?key=${CANARY_QUERY}" },
                             { url: "https://{{_good.Address[7..]}}/metrics?key=${CANARY_QUERY}", instance: tls } ]
                  headers: [ { name: Authorization, value: "Bearer ${cred:scrape}" } ]
                  every: 1s
            {{string.Concat(Pages.Select(Probe))}}
            {{string.Concat(Pages.Select(Edge))}}
              - { name: log, log: { file: "{{_logs}}/app.log", format: text, every: 1s } }
              - name: plugin
                exec:
                  program: /bin/sh
                  arguments: [ -c, 'read x; echo "CRITICAL - no login with $PASSWORD or $x"; exit 2' ]
                  environment: { PASSWORD: "${cred:plugin}" }
                  input: "${cred:input}"
                  every: 1s
              - name: search
                elasticsearch:
                  url: {{_bad.Address}}
                  index: logs
                  headers: { Authorization: "Bearer ${cred:search}" }
                  queries: [ { name: errors } ]
                  every: 1s
              - name: db
                healthcheck: { type: npgsql, with: { connectionString: "${cred:database}" }, every: 1s }
              - name: orders
                postgres: { connection: "${cred:orders}", every: 1s }
              - name: cache
                redis: { host: 127.0.0.1, port: {{new Uri(_good.Address).Port}}, password: "${cred:cache}", every: 1s }
              - name: broker
                rabbitmq: { url: "{{_bad.Address}}", username: shop, password: "${cred:broker}", every: 1s }
              - name: prom
                prometheus: { url: "{{_good.Address}}", bearer-token: "${cred:prom-token}", every: 1s,
                              headers: { X-Api-Key: "${cred:prom-header}" }, queries: [ { name: q, query: x } ] }
              - name: prom-word
                prometheus: { url: "{{_bad.Address}}", username: me, password: "${cred:prom-word}", every: 1s,
                              queries: [ { name: q, query: x } ] }
            {{string.Concat(Pages.Select(Cloud))}}
            bus: { rabbitmq: { host: 127.0.0.1, port: 1, username: agent, password: "${cred:bus}" } }
            deliver:
            {{string.Concat(Pages.Select(Channel))}}
            """);
        return file;
    }

    /// <summary>Writes what the file has put in, and what lies beside it.</summary>
    private async Task PutInAsync()
    {
        foreach (var (name, place) in new[]
        {
            ("read", ReadToken), ("http", "HttpProbeOptions.Headers"), ("scrape", "ScrapeHeaderOptions.Value"),
            ("hook.secret", "WebhookChannelOptions.Secret"), ("bus", "RabbitMqOptions.Password"),
            ("cache", "RedisProbeOptions.Password"), ("broker", "RabbitMqProbeOptions.Password"),
            ("front", "FrontendProbeOptions.Headers"), ("step-header", "HttpStepOptions.Headers"),
            ("step-form", "HttpStepOptions.Form"), ("step-json", "HttpStepOptions.Json"),
            ("step-body", "HttpStepOptions.Body"), ("expected", "HttpExpectation.Headers"),
            ("grpc", "GrpcHealthProbeOptions.Headers"),
            ("prom-token", "PrometheusProbeOptions.BearerToken"), ("prom-word", "PrometheusProbeOptions.Password"),
            ("prom-header", "PrometheusProbeOptions.Headers"),
            ("plugin", "ExecProbeOptions.Environment"), ("input", "ExecProbeOptions.Input"),
            ("search", "ElasticsearchProbeOptions.Headers"),
            ("cloud-key", "CloudWatchProbeOptions.AccessKey"), ("cloud-secret", "CloudWatchProbeOptions.SecretKey"),
            ("cloud-token", "CloudWatchProbeOptions.SessionToken"),
        })
            await File.WriteAllTextAsync(Path.Combine(_folder, name), _canaries[place] + "\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "database"),
            $"Host=127.0.0.1;Port=1;Username=shop;Password={_canaries["HealthCheckProbeOptions.With"]}\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "orders"),
            $"Host=127.0.0.1;Port=1;Username=shop;Password={_canaries["PostgresProbeOptions.Connection"]}\n");
        // What a log holds is new to an agent that learned an hour ago, and is quoted. Beside the credentials it would
        // not be read.
        var known = Directory.CreateDirectory(Path.Combine(_folder, "state", "probes", "shop"));
        var learned = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds();
        await File.WriteAllTextAsync(
            Path.Combine(known.FullName, "log.signatures"), $"bellwether-signatures 2 {learned}\n");
        await File.WriteAllTextAsync(Path.Combine(_logs, "app.log"), "");
    }

    private (string Name, string Url)[] Pages =>
    [
        ("good", _good.Address), ("bad", _bad.Address), ("elsewhere", _elsewhere.Address),
        ("closed", "http://127.0.0.1:1"), ("tls", "https://" + _good.Address[7..]), ("nobody", "http://nobody.invalid"),
        ("metadata", "http://169.254.169.254"),
    ];

    private static string Probe((string Name, string Url) page) =>
        $"  - {{ name: {page.Name}, http: {{ url: \"{page.Url}/?key=${{CANARY_QUERY}}\", every: 1s, "
        + "headers: { Authorization: \"Bearer ${cred:http}\" } } }\n";

    private static string Cloud((string Name, string Url) page) =>
        $"  - {{ name: cloud-{page.Name}, cloudwatch: {{ endpoint: \"{page.Url}\", region: eu-central-1, every: 1s, "
        + "access-key: \"${cred:cloud-key}\", secret-key: \"${cred:cloud-secret}\", "
        + "session-token: \"${cred:cloud-token}\", metrics: [ { name: a, namespace: b, metric: c } ] } }\n";

    /// <summary>A journey whose every step fails somewhere, and a page.</summary>
    private static string Edge((string Name, string Url) page) =>
        $$"""
          - name: user-{{page.Name}}
            http:
              url: "{{page.Url}}/"
              every: 1s
              steps:
                - { name: header, path: /h, headers: { X-Key: "${cred:step-header}" }, always: true }
                - { name: form, path: /f, method: post, form: { key: "${cred:step-form}" }, always: true,
                    expect: { json: { a: b } } }
                - { name: json, path: /j, method: post, json: { key: "${cred:step-json}" }, always: true,
                    take: [ { name: token, json: token } ] }
                - { name: body, path: /b, method: post, body: "x${cred:step-body}", always: true,
                    expect: { status: 204, headers: { X-Key: "${cred:expected}" } } }
          - name: front-{{page.Name}}
            frontend: { url: "{{page.Url}}/", every: 1s, headers: { X-Key: "${cred:front}" } }
          - name: grpc-{{page.Name}}
            grpc-health: { url: "{{page.Url}}/", every: 1s, headers: { X-Key: "${cred:grpc}" } }

        """;

    private static string Channel((string Name, string Url) page) =>
        $"  - {{ name: {page.Name}, webhook: {{ url: \"{page.Url}/hooks/${{CANARY_QUERY}}\", timeout: 1s, "
        + "secret: \"${file:hook.secret}\", headers: { Authorization: \"Bearer ${CANARY_HOOK}\" } } }\n";

    /// <summary>Says and asks everything that can be said and asked, rightly and wrongly.</summary>
    private async Task<List<(string Path, string Answer)>> TalkAsync(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        var answers = new List<(string, string)>();
        _canaries.Add("a wrong token", "Qz99wrongtoken0123456789kestrelWren");
        // Without digits, which are masked anyway.
        _canaries.Add("the end of a secret in a log", "canaryOfMarksKestrelWren");
        _canaries.Add("an address in a log", "canaryOfAnAddressKestrelWren");
        foreach (var token in new[] { _canaries["a wrong token"], _canaries[ReadToken] })
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            await SayAsync(http, answers);
        }

        // Until every probe has looked and every channel has tried.
        for (var i = 0; i < 6; i++)
        {
            await File.AppendAllTextAsync(Path.Combine(_logs, "app.log"), string.Concat(Enumerable.Repeat($"""
                ERROR no login with password={_canaries["a log"]} at {i}
                ERROR no login with token: Pa$$word!{_canaries["the end of a secret in a log"]} at {i}
                ERROR no way to postgres://shop:${_canaries["an address in a log"]}@db:5432/shop at {i}

                """, 3)));
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        foreach (var path in new[]
        {
            "/metrics", "/health/live", "/health/ready", "/v1/deployments", "/v1/deployments/d-1", "/v1/signals",
            "/v1/masks", "/v1/deployments/d-1/verdict", "/v1/deployments/nothing", "/v1/gates/shop/demo/2",
        })
            answers.Add((path, await http.GetStringAsyncOrProblem(path)));
        return answers;
    }

    private static async Task SayAsync(HttpClient http, List<(string, string)> answers)
    {
        const string Start = """{"deploymentId":"d-1","service":"shop","environment":"demo","version":"2"}""";
        foreach (var (path, body) in new[]
        {
            ("/v1/deployments", Start), ("/v1/deployments", "{\"deploymentId\":"), ("/v1/preflights", Start),
            ("/v1/deployments/d-1/hold", """{"reason":"r","actor":"a"}"""),
            ("/v1/deployments/d-1/release", """{"reason":"r","actor":"a"}"""),
            ("/v1/deployments/d-1/override", """{"decision":"rollback","reason":"r","actor":"a"}"""),
            ("/v1/deployments/d-1/rolled-back", "{}"), ("/v1/nothing", "{}"), ("/v1/points", "{}"),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
            answers.Add((path, await answer.Content.ReadAsStringAsync()));
        }
    }
}
