namespace Bellwether.Agent.Importing.Prometheus;

/// <summary>One series of an answer.</summary>
/// <param name="Bound">Its label <c>le</c>; empty where it has none.</param>
/// <param name="Labels">All of them, for messages.</param>
/// <param name="Points">Seconds since 1970 and number, as they came.</param>
internal sealed record PrometheusSeries(string Bound, string Labels, IReadOnlyList<(double At, double Number)> Points);
