namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Quantiles of a window that slides over a series: points come and go, and each question costs a
/// logarithm.</summary>
internal sealed class OrderStatistics
{
    private readonly int[] rankOf;
    private readonly double[] sorted;
    private readonly int[] tree;
    private readonly int top;

    /// <param name="values">The whole series; NaN is never counted.</param>
    public OrderStatistics(ReadOnlySpan<double> values)
    {
        sorted = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        rankOf = new int[values.Length];
        for (var rank = 0; rank < order.Length; rank++) rankOf[order[rank]] = rank;
        tree = new int[values.Length + 1];
        top = values.Length == 0 ? 0 : 1 << int.Log2(values.Length);
    }

    /// <summary>Points in the window.</summary>
    public int Count { get; private set; }

    public void Add(int index) => Change(index, 1);

    public void Remove(int index) => Change(index, -1);

    /// <summary>The quantile of the points in the window, linear between neighbours; NaN for none.</summary>
    public double Quantile(double quantile)
    {
        if (Count == 0) return double.NaN;
        var place = quantile * (Count - 1);
        var low = (int)Math.Floor(place);
        var lower = Select(low);
        return low + 1 >= Count ? lower : lower + (place - low) * (Select(low + 1) - lower);
    }

    private void Change(int index, int by)
    {
        var rank = rankOf[index];
        if (double.IsNaN(sorted[rank])) return;
        Count += by;
        for (var i = rank + 1; i < tree.Length; i += i & -i) tree[i] += by;
    }

    private double Select(int place)
    {
        var at = 0;
        for (var step = top; step > 0; step >>= 1)
        {
            if (at + step >= tree.Length || tree[at + step] > place) continue;
            at += step;
            place -= tree[at];
        }

        return sorted[at];
    }
}
