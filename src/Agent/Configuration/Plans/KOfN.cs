namespace Bellwether.Agent.Configuration.Plans;

/// <summary>K of the last N, 1 ≤ K ≤ N.</summary>
internal readonly record struct KOfN(int K, int N)
{
    public override string ToString() => $"{K} of {N}";
}
