using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One probe.</summary>
internal sealed class ProbeItem
{
    /// <summary>Its name, the first part of the names of its signals. Lower-case letters, digits and '-';
    /// required.</summary>
    [Required, Name] public string? Name { get; init; }

    [FromCatalog(CatalogName.Probe)] public Chosen? Kind { get; init; }
}
