namespace Bellwether.Probes.Elasticsearch;

/// <summary>What is made of the documents that a query finds.</summary>
public enum ElasticsearchAggregate
{
    /// <summary>How many there were, a second.</summary>
    Count,
    Avg,
    Max,
    Min,
    Sum,

    /// <summary>How many different values there were.</summary>
    Cardinality,

    /// <summary>A percentile.</summary>
    Percentile,
}
