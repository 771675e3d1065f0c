using Bellwether.Agent.Configuration.Options;
using Bellwether.Probes.Scrape;

namespace Bellwether.Chart.Tests;

/// <summary>A test that runs where the agent has learned these keys of its configuration.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KnownToTheAgentFactAttribute : FactAttribute
{
    private static readonly HashSet<string> s_known =
    [
        .. typeof(ConfigurationOptions).GetProperties().Concat(typeof(ScrapeProbeOptions).GetProperties())
            .Select(property => property.Name),
    ];

    public KnownToTheAgentFactAttribute(params string[] members)
    {
        var unknown = members.Where(member => !s_known.Contains(member)).ToArray();
        if (unknown.Length > 0) Skip = $"the agent does not know {string.Join(", ", unknown)} yet";
    }
}
