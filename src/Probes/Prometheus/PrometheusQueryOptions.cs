using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Prometheus;

/// <summary>One signal, and the PromQL that it is made from.</summary>
public sealed class PrometheusQueryOptions : IValidatableObject
{
    /// <summary>Longest query, in characters.</summary>
    public const int LongestQuery = 2_000;

    // Every probe has these already.
    private static readonly string[] Taken = ["up", "restarts"];

    /// <summary>Name of the signal after the probe's. Lower-case letters, digits and '-', at most 63;
    /// required.</summary>
    [Required]
    [RegularExpression("[a-z0-9][a-z0-9-]{0,62}", ErrorMessage = "must be of a-z, 0-9 and '-', at most 63.")]
    public string? Name { get; init; }

    /// <summary>What the answer is: gauge, rate, ratio or latency. Default gauge.</summary>
    [EnumDataType(typeof(QueryKind))] public QueryKind Kind { get; init; }

    /// <summary>PromQL: for a gauge whatever gives one number; for a rate the counters themselves, for a latency the
    /// series of <c>_bucket</c>. At most 2 000 characters; required but for a ratio.</summary>
    [StringLength(LongestQuery)] public string? Query { get; init; }

    /// <summary>For a ratio: the counters of the bad ones. Required there.</summary>
    [StringLength(LongestQuery)] public string? Bad { get; init; }

    /// <summary>For a ratio: the counters of all of them, the bad ones among them; this or
    /// <see cref="Good"/>.</summary>
    [StringLength(LongestQuery)] public string? Total { get; init; }

    /// <summary>For a ratio: the counters of the good ones alone; this or <see cref="Total"/>.</summary>
    [StringLength(LongestQuery)] public string? Good { get; init; }

    /// <summary>Unit of a gauge, such as seconds, bytes or ratio; of a latency seconds or milliseconds. Default none;
    /// of a latency seconds.</summary>
    [StringLength(32), DefaultValue("none; of a latency seconds")] public string? Unit { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Name is not null && Array.IndexOf(Taken, Name) >= 0)
            yield return new($"'{Name}' is a signal of every probe; choose another name.", [nameof(Name)]);
        if (Kind is QueryKind.Ratio ? Query is not null : Bad is not null || Total is not null || Good is not null)
            yield return new(Kind is QueryKind.Ratio
                ? "a ratio has bad and total (or good) in place of query."
                : "bad, total and good are for kind: ratio.", [nameof(Kind)]);
        if (Kind is QueryKind.Ratio && (Bad is null || (Total is null) == (Good is null)))
            yield return new("a ratio needs bad, and either total or good.", [nameof(Kind)]);
        if (Kind is not QueryKind.Ratio && string.IsNullOrWhiteSpace(Query))
            yield return new("'query' is missing: what is asked?", [nameof(Query)]);
        if (Kind is QueryKind.Latency && Unit is not (null or "seconds" or "milliseconds"))
            yield return new("a latency is in seconds or milliseconds.", [nameof(Unit)]);
        if (Kind is QueryKind.Rate or QueryKind.Ratio && Unit is not null)
            yield return new("is for a gauge or a latency.", [nameof(Unit)]);
        foreach (var (text, member) in Counters())
            if (CounterQuery.Fault(text) is { } fault)
                yield return new(fault, [member]);
    }

    private IEnumerable<(string Text, string Member)> Counters()
    {
        if (Kind is QueryKind.Gauge) yield break;
        if (Query is not null) yield return (Query, nameof(Query));
        if (Bad is not null) yield return (Bad, nameof(Bad));
        if (Total is not null) yield return (Total, nameof(Total));
        if (Good is not null) yield return (Good, nameof(Good));
    }
}
