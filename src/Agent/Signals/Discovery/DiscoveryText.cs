using System.Text;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>A discovery report for people.</summary>
internal static class DiscoveryText
{
    /// <summary>Lines, each ended by a line feed: what was found and from what, what was not and why.</summary>
    public static string Of(DiscoveryReport report)
    {
        var text = new StringBuilder();
        var width = report.Bindings.Select(binding => binding.Signal.Length).DefaultIfEmpty(0).Max();
        foreach (var binding in report.Bindings)
            text.Append(
                $"{binding.Signal.PadRight(width)}  {KindOf(binding),-7}  {binding.Unit,-10}  {binding.Source}"
                + $"{Quality(binding)}\n");
        if (!report.CountsRequests && !report.Problems.Any(problem => problem.IsChoice))
            text.Append(
                "Nothing on this page counts requests in a way that is known.\n"
                + "A service that has answered no request yet often shows no counters: send it one and look again.\n"
                + "Otherwise name your own under signals.\n");
        if (report.Version is { } version) text.Append($"version {version}, from {report.VersionSource}\n");
        if (report.StartedAt is { } started) text.Append($"process started {started:yyyy-MM-ddTHH:mm:ssZ}\n");
        foreach (var problem in report.Problems)
        {
            text.Append($"{problem.Word}: {problem.Signal}: {problem.Text}\n");
            if (problem.Settle is { } line) text.Append($"    settle it under signals:  {line}\n");
        }

        Propose(report.Counters, text);
        return text.ToString();
    }

    private static void Propose(IReadOnlyList<OwnCounter> counters, StringBuilder text)
    {
        if (counters.Count == 0) return;
        text.Append(
            "Counters of the service's own, which nothing is made of. Those that tell whether the business runs\n"
            + "(orders, payments, sign-ups) are worth a line under signals, and a rule:\n");
        foreach (var counter in counters) text.Append($"    {counter.Line}\n");
    }

    private static string Quality(Binding binding) => binding.Quality is { } word ? $", quality: {word}" : "";

    private static string KindOf(Binding binding) => binding.Kind.ToString().ToLowerInvariant();
}
