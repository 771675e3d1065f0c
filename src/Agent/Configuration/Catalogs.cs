using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Judging.Rules;
using Bellwether.Probes;

namespace Bellwether.Agent.Configuration;

/// <summary>The kinds of probe, rule and channel that a configuration can name.</summary>
internal sealed record Catalogs(
    IReadOnlyList<ProbeKind> Probes, IReadOnlyList<RuleKind> Rules, IReadOnlyList<ChannelKind> Channels)
{
    /// <summary>What this program ships.</summary>
    public static Catalogs Shipped => new(ProbeCatalog.All, RuleCatalog.All, ChannelCatalog.All);

    /// <summary>Names and options types of one catalog, in its order.</summary>
    public IReadOnlyList<(string Name, Type Options)> Lines(CatalogName name) => name switch
    {
        CatalogName.Probe => [.. Probes.Select(k => (k.Name, k.Options))],
        CatalogName.Rule => [.. Rules.Select(k => (k.Name, k.Options))],
        _ => [.. Channels.Select(k => (k.Name, k.Options))],
    };
}
