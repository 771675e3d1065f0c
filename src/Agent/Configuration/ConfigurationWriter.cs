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
        {{Counters(first.Counters)}}#
        {{Rules(first.Discovered)}}

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

    /// <summary>Only the operator knows which of them tell whether the business runs.</summary>
    private static string Counters(IReadOnlyList<string> lines) => lines.Count == 0 ? "" : $$"""
        #
        # Counters of the service's own, which nothing is made of. Those that tell whether the business runs (orders,
        # payments, sign-ups) are worth a signal, and a rule like
        #   { name: orders, signal: orders, compare: { direction: decrease, allow: 20% } }
        # signals:
        {{string.Join('\n', lines.Select(line => $"#   {line}"))}}

        """;

    /// <summary>Those that the page has the signals for: others would wait for data for ever.</summary>
    private static string Rules(IReadOnlyList<DiscoveredSignal> signals)
    {
        var lines = new StringBuilder(
            "# Without rules these hold, as far as there are signals for them: errors and slow requests\n"
            + "# (critical), reachability, restarts.");
        List<string> rules = [];
        if (signals.Any(found => found.Signal == "app.errors"))
            rules.Add("{ name: errors, signal: app.errors, compare: { allow: 50%, tolerate: 0.5pp }, critical: true }");
        if (signals.Any(found => found.Signal == "app.latency"))
            rules.Add("{ name: slow, signal: app.latency.p99, limit: { max: 800ms, fail-after: 5 of 10 } }");
        if (rules.Count > 0) lines.Append("\n# rules:");
        foreach (var rule in rules) lines.Append("\n#   - ").Append(rule);
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
