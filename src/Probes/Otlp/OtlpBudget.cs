namespace Bellwether.Probes.Otlp;

/// <summary>How much a body may unfold to. Two bytes are enough for an empty point, which takes a hundred
/// here.</summary>
internal sealed class OtlpBudget
{
    /// <summary>Resources, metrics, points, attributes and buckets of one body together.</summary>
    public const int Most = 200_000;

    /// <summary>Levels of a body, of which the protocol has nine.</summary>
    public const int MostDepth = 32;

    private int _left = Most;

    /// <exception cref="OtlpTooLargeException">It is spent.</exception>
    public void Spend(int parts = 1)
    {
        _left -= parts;
        if (_left < 0) throw new OtlpTooLargeException($"the body has more than {Most} parts");
    }
}
