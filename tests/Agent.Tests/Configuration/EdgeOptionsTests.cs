using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Tests.Configuration;

/// <summary>What the file says of pages and journeys, and what it is told when it is wrong.</summary>
public sealed class EdgeOptionsTests
{
    [Fact]
    public void A_journey_is_read_and_its_steps_have_signals() => Assert.Empty(FaultsOf("""
          - name: user
            http:
              url: https://shop.example/
              version: { json: build.version }
              steps:
                - { name: login, path: /login, method: post, json: { user: probe, password: "${SECRET}" },
                    take: [ { name: token, json: access_token } ] }
                - { name: list, path: /orders, headers: { Authorization: "Bearer {{token}}" },
                    expect: { status: 2xx, json: { "[0].state": open } } }
        rules:
          - { name: list, signal: user.list.latency, limit: { max: 2s } }
          - { name: denied, signal: user.forbidden, compare: { allow: 50%, tolerate: 0.5pp } }
        """));

    [Fact]
    public void What_is_wrong_with_a_journey_is_said_at_its_step() => Assert.Equal(string.Join('\n',
    [
        "10:16: probes[1].http.version: Give exactly one of header, json and pattern",
        "12:19: probes[1].http.steps[0].name: name must be a-z, 0-9 and '-'",
        $"12:72: probes[1].http.steps[0].json.password: {Secrets.Fault}",
        $"14:61: probes[1].http.steps[2].body: {Secrets.Fault}",
        "15:52: probes[1].http.steps[3].take[0]: Give exactly one of json and header",
        "20:11: probes[2].http.steps[0]: steps: one: path must not begin with //",
        "21:19: probes[2].http.steps[1].name: steps: there are two steps 'one'",
    ]), FaultsOf("""
          - name: user
            http:
              url: https://shop.example/
              version: { header: a, json: b }
              steps:
                - { name: Login, path: /login, method: post, json: { password: hunter3-literal } }
                - { name: list, path: /orders, headers: { Authorization: "Bearer {{token}}" } }
                - { name: order, path: /orders, method: post, body: "{ literal }" }
                - { name: sum, path: "/a/{{sum}}", take: [ { name: sum } ] }
          - name: other
            http:
              url: https://shop.example/
              steps:
                - { name: one, path: //evil.example/ }
                - { name: one, path: / }
        """));

    [Fact]
    public void What_is_wrong_with_a_page_is_said() => Assert.Equal(string.Join('\n',
    [
        "11:23: probes[1].frontend.old-assets-for: must be 0s to 7d",
        "12:16: probes[1].frontend.version: Give exactly one of meta, header, pattern and json",
        "14:55: probes[2].frontend.max-body: must be 1 KiB to 64 MiB",
        "17:26: probes[3].frontend.origins: origins: write scheme, host and port alone, such as https://cdn.example",
        "21:29: rules[0].signal: there is no signal 'fourth.broken-asset'; did you mean 'fourth.broken-assets'?",
    ]), FaultsOf("""
          - name: front
            frontend:
              url: https://shop.example/
              origins: [ https://cdn.example ]
              old-assets-for: 30d
              version: { meta: app-version, pattern: "(a)" }
          - name: other
            frontend: { url: https://shop.example/, max-body: 1GiB }
          - name: third
            frontend: { url: https://shop.example/,
                        origins: [ https://cdn.example/assets ] }
          - name: fourth
            frontend: { url: https://shop.example/ }
        rules:
          - { name: assets, signal: fourth.broken-asset, limit: { max: 0 } }
        """));

    private static string FaultsOf(string probes)
    {
        var surroundings = new TestSurroundings();
        surroundings.Variables["SECRET"] = "right-5ecret";
        var outcome = surroundings.Load(Sample.Head + probes.ReplaceLineEndings("\n"), Catalogs.Shipped);
        return string.Join('\n',
            outcome.Faults.Select(fault => fault.ToString()[(TestSurroundings.FileName.Length + 1)..]));
    }
}
