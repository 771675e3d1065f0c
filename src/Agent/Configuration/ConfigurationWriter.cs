using System.Text;

namespace Bellwether.Agent.Configuration;

/// <summary>Writes a first configuration that an operator can read, change and trust: observe mode, every choice
/// explained.</summary>
internal static class ConfigurationWriter
{
    private const int LongestComment = 100;

    /// <summary>YAML text that the loader takes without a fault.</summary>
    public static string Write(FirstConfiguration first) => $$"""
        # yaml-language-server: $schema=./bellwether.schema.json
        # Every key, its default and its range: docs/configuration.md

        environment: {{first.Environment}}

        # observe: verdicts advise; gates answer promote and note what would have been. Change it to
        # gate when you trust the verdicts: then they decide.
        mode: observe

        service: {{first.Service}}

        probes:
          - name: app
            scrape:
              targets:
                - url: {{Quoted(first.Scrape.OriginalString)}}
              every: 5s
          # A second look, from the outside, tells a sick page from a sick service:
          # - name: home
          #   http: { url: {{Quoted(HomeOf(first.Scrape))}}, every: 5s, expect: { status: 200 } }

        {{Found(first.Discovered)}}
        #
        # Without rules these hold: errors and slow requests (critical), reachability, restarts.
        # rules:
        #   - { name: errors, signal: app.errors, compare: { allow: 50%, tolerate: 0.5pp }, critical: true }
        #   - { name: slow, signal: app.latency.p99, limit: { max: 800ms, fail-after: 5 of 10 } }

        policy:
          window: 10m                 # how long a new version is watched at most
          false-rollback-budget: 5%   # share of healthy deployments that may be rolled back by mistake

        """;

    private static string Found(IReadOnlyList<DiscoveredSignal> signals)
    {
        if (signals.Count == 0)
            return "# Nothing was found on the page yet: see bellwether discover.";
        var lines = new StringBuilder("# Found on the page:");
        var width = signals.Max(s => s.Signal.Length);
        foreach (var (signal, source) in signals)
            lines.Append('\n').Append("#   ").Append(OneLine(signal).PadRight(width)).Append("  ")
                .Append(OneLine(source));
        return lines.ToString();
    }

    /// <summary>Text from a page of others may not end the comment that it stands in.</summary>
    private static string OneLine(string text)
    {
        var clean = string.Concat(
            text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' ? ' ' : c));
        return clean.Length <= LongestComment ? clean : clean[..LongestComment] + "…";
    }

    private static string Quoted(string text) => "\"" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("${", "$${", StringComparison.Ordinal) + "\"";

    private static string HomeOf(Uri page) => page.GetLeftPart(UriPartial.Authority) + "/";
}
