namespace Bellwether.Probes.Prometheus;

/// <summary>One series of an answer.</summary>
/// <param name="Name">Name of its metric; empty where an expression made it.</param>
/// <param name="Labels">Its other labels, sorted by name.</param>
/// <param name="Value">Any double.</param>
internal readonly record struct PrometheusSample(string Name, LabelSet Labels, double Value)
{
    public override string ToString() => $"{Name}{Labels}";
}
