using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Elasticsearch;

/// <summary>One number that is asked for.</summary>
public sealed class ElasticsearchQueryOptions
{
    /// <summary>Name of the signal after the probe's: lower-case letters, digits and '-'. Required.</summary>
    [Required, RegularExpression("[a-z0-9][a-z0-9-]{0,62}",
        ErrorMessage = "name must be lower-case letters, digits and '-'.")]
    public string Name { get; init; } = "";

    /// <summary>Which documents, as a query string such as <c>log.level:error AND service:checkout</c>. 1 to 2000
    /// characters; default <c>*</c>, all.</summary>
    [StringLength(2000, MinimumLength = 1)] public string Query { get; init; } = "*";

    /// <summary>What is made of them; default <c>count</c>.</summary>
    public ElasticsearchAggregate Aggregate { get; init; }

    /// <summary>The field it is made of; required unless they are counted.</summary>
    [DefaultValue("none")][StringLength(256, MinimumLength = 1)] public string? Field { get; init; }

    /// <summary>Which percentile, with <c>aggregate: percentile</c>. 1 to 99.9; default 99.</summary>
    [Range(1, 99.9)] public double Percentile { get; init; } = 99;

    /// <summary>Highest level allowed, in the field's unit, of a count a second; default none.</summary>
    [DefaultValue("none")] public double? Max { get; init; }

    /// <summary>Lowest level allowed; default none.</summary>
    [DefaultValue("none")] public double? Min { get; init; }

    internal string? Fault() =>
        (Aggregate is ElasticsearchAggregate.Count) == (Field is null) ? null
            : Field is null ? $"queries: {Name} needs a field."
            : $"queries: {Name} counts documents, which need no field.";
}
