using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One probe.</summary>
internal sealed class ProbeItem
{
    /// <summary>Its name, the first part of the names of its signals. Lower-case letters, digits and '-';
    /// required.</summary>
    [Required, Name] public string? Name { get; init; }

    /// <summary>Who looks: the agent itself, or sidecars that report to it. Default agent.</summary>
    public LookedAtBy LookedAtBy { get; init; }

    [FromCatalog(CatalogName.Probe)] public Chosen? Kind { get; init; }
}
