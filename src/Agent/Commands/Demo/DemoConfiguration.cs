namespace Bellwether.Agent.Commands.Demo;

/// <summary>The configuration that the demo's agent runs with. It differs from the defaults in times alone.</summary>
internal static class DemoConfiguration
{
    public static string Text(DemoFolder folder, Uri agent, Uri shop) => $$"""
        # What `bellwether demo` runs with: times are short, all else is as by default, and no rule is written.
        environment: demo
        mode: gate
        service: shop
        listen: {{Quoted(Root(agent))}}
        state: {{Quoted(folder.State)}}
        probes:
          - name: app
            scrape: { url: {{Quoted($"{Root(shop)}/metrics")}}, every: 1s }
          - name: home
            http: { url: {{Quoted($"{Root(shop)}/")}}, every: 1s, expect: { status: 200, contains: "Welcome" } }
          - name: process
            host: { pid-file: {{Quoted(folder.PidFile)}}, every: 1s }
        policy: { interval: 1s, start-within: 10s, warm-up: 5s, window: 30s, min-watch: 15s, deadline: 2m }

        """;

    public static string Root(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
