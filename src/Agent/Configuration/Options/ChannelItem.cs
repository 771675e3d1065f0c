using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One channel for verdicts.</summary>
internal sealed class ChannelItem
{
    /// <summary>Its name. Lower-case letters, digits and '-'; required.</summary>
    [Required, Name] public string? Name { get; init; }

    [FromCatalog(CatalogName.Channel)] public Chosen? Kind { get; init; }
}
