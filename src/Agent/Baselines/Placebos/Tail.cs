namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>How often healthy moments get so far: by rank where they are many, by a generous tail beyond.</summary>
/// <remarks>Source: JUDGE section 3, step 5.</remarks>
internal sealed record Tail
{
    private const double EdgeShare = 0.9;

    /// <summary>Largest deviation over all looks, one a placebo, ascending.</summary>
    public required double[] Maxima { get; init; }

    /// <summary>Nine of ten placebos stay below it.</summary>
    public required double Edge { get; init; }

    /// <summary>Mean by which the others exceed it; above 0.</summary>
    public required double Excess { get; init; }

    /// <summary>How heavy it is taken to be: the shorter the history, the heavier.</summary>
    public required double Shape { get; init; }

    /// <param name="maxima">In any order; is sorted.</param>
    /// <param name="shape">Above 0.</param>
    public static Tail Of(double[] maxima, double shape)
    {
        Array.Sort(maxima);
        var edge = Ascending.Quantile(maxima, EdgeShare);
        double sum = 0;
        var beyond = 0;
        foreach (var maximum in maxima)
        {
            if (maximum <= edge) continue;
            sum += maximum - edge;
            beyond++;
        }

        return new()
        {
            Maxima = maxima,
            Edge = edge,
            Excess = Math.Max(beyond > 0 ? sum / beyond : 0, 1e-9),
            Shape = shape,
        };
    }

    /// <summary>Shape for a history: ξ = 0.05 + 5/N + 0.25/D.</summary>
    /// <param name="windows">Unmasked points over the window's length.</param>
    /// <param name="days">Their time in days.</param>
    public static double ShapeOf(double windows, double days) => 0.05 + 5 / windows + 0.25 / days;

    /// <summary>Evidence in nats: −log of the share of healthy moments that get so far.</summary>
    public double Nats(double maximum)
    {
        if (maximum > Edge)
        {
            var beyond = (maximum - Edge) / Excess;
            return -Math.Log(1 - EdgeShare) + Math.Log(1 + Shape * beyond) / Shape;
        }

        return -Math.Log((double)Exceeding(maximum) / Maxima.Length);
    }

    /// <summary>How many placebos got at least so far.</summary>
    public int Exceeding(double maximum)
    {
        var (low, high) = (0, Maxima.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Maxima[middle] < maximum) low = middle + 1;
            else high = middle;
        }

        return Maxima.Length - low;
    }

    /// <summary>The deviation at which the evidence reaches so many nats.</summary>
    public double DeviationAt(double nats)
    {
        var beyond = nats + Math.Log(1 - EdgeShare);
        return beyond <= 0 ? Edge : Edge + Excess * (Math.Exp(Shape * beyond) - 1) / Shape;
    }
}
