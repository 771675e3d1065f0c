namespace Bellwether.Agent.Baselines;

/// <summary>Order statistics without sorting all: the judge asks for two of a day's points at each interval.</summary>
internal static class Selection
{
    /// <summary>The quantile of values without NaN, linear between neighbours. Changes their order.</summary>
    /// <returns>NaN for none.</returns>
    public static double Quantile(Span<double> values, double quantile)
    {
        if (values.IsEmpty) return double.NaN;
        var place = quantile * (values.Length - 1);
        var low = (int)Math.Floor(place);
        var lower = Select(values, low);
        if (low + 1 >= values.Length) return lower;
        var upper = double.PositiveInfinity;
        foreach (var value in values[(low + 1)..]) upper = Math.Min(upper, value);
        var (share, gap) = (place - low, upper - lower);
        // Between the largest numbers of either sign the gap is no number.
        return double.IsFinite(gap) ? lower + share * gap : lower * (1 - share) + upper * share;
    }

    /// <summary>The value that would stand at an index if all were sorted; smaller ones end before it, larger after
    /// it.</summary>
    public static double Select(Span<double> values, int index)
    {
        var (left, right) = (0, values.Length - 1);
        while (left < right)
        {
            var pivot = MedianOfThree(values[left], values[(left + right) / 2], values[right]);
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (index <= j) right = j;
            else if (index >= i) left = i;
            else break;
        }

        return values[index];
    }

    private static double MedianOfThree(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
