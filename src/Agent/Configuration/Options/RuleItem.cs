using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One rule.</summary>
internal sealed class RuleItem
{
    /// <summary>Its name. Lower-case letters, digits and '-'; required.</summary>
    [Required, Name] public string? Name { get; init; }

    /// <summary>The signal it judges, such as app.errors; required.</summary>
    [Required, Meaning("what is judged, such as app.errors or app.latency.p99")] public string? Signal { get; init; }

    /// <summary>Must have data and be bounded for a promote, and weighs double. Default false.</summary>
    public bool Critical { get; init; }

    [FromCatalog(CatalogName.Rule)] public Chosen? Kind { get; init; }
}
