namespace Bellwether.Agent.Importing.Prometheus;

/// <summary>A question, and the column that its answer fills.</summary>
/// <param name="Column">Such as <c>app.p99</c>, <c>app.errors.bad</c>; one that ends in <c>.le</c> becomes a column a
/// bucket.</param>
/// <param name="Text">PromQL.</param>
internal sealed record PrometheusQuery(string Column, string Text)
{
    public bool IsBuckets => Column.EndsWith(".le", StringComparison.Ordinal);
}
