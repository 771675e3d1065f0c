namespace Bellwether.Testing.Kill;

/// <summary>What the agent runs with: as short as it may be, all else as by default.</summary>
internal static class KillConfiguration
{
    public const string Environment = "kill";

    public static string Text(KillPlan plan, string agent, string state, string around) => $$"""
        environment: {{Environment}}
        mode: gate
        listen: {{agent}}
        state: '{{state}}'
        agent: { id: victim }
        services:
        {{string.Join('\n', Enumerable.Range(0, plan.Lanes).Select(lane => Service(plan, lane, around)))}}
        policy: { interval: 1s, start-within: 2s, warm-up: 1s, window: 12s, min-watch: 5s, deadline: 40s, bake: 2s }
        deliver:
          - name: hook
            webhook: { url: '{{around}}/hook', timeout: 1s }

        """;

    private static string Service(KillPlan plan, int lane, string address) => $$"""
          - name: {{Lane.ServiceOf(lane)}}
            probes:
              - name: app
                scrape: { url: '{{address}}/{{lane}}/metrics', every: 1s }
            rules:
              - { name: errors, signal: app.errors, {{plan.ErrorsRule}}, critical: true }
              - { name: up, signal: app.up, health: { fail-after: 3 of 5 } }
        """;
}
