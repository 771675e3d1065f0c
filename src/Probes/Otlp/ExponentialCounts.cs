namespace Bellwether.Probes.Otlp;

/// <summary>Buckets whose bounds are powers: bucket i holds what is above base^i and at most base^(i+1), with base
/// 2^(2^-scale).</summary>
internal sealed class ExponentialCounts
{
    public int Scale { get; set; }

    public int Offset { get; set; }

    public double[] Positive { get; set; } = [];

    /// <summary>Values that are as good as zero, and those below it.</summary>
    public double Low { get; set; }
}
