namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Turns the statistics of all placebos into tables.</summary>
/// <param name="looks">How many looks there are.</param>
/// <param name="shape">How heavy tails are taken to be.</param>
internal sealed class TableMaker(int looks, double shape)
{
    /// <summary>No spread at all is no reason to divide by zero.</summary>
    private const double LeastScale = 1e-300;

    /// <summary>At either end of an interval of 95 %.</summary>
    private const double Outside = 0.025;

    /// <summary>The tables of one direction.</summary>
    /// <param name="sign">1 where up is bad, −1 where down is.</param>
    /// <param name="reach">What the envelope is measured in.</param>
    /// <param name="paths">By placebo, statistic and look, turned so that up is bad.</param>
    /// <param name="explained">What is left after explaining, with up as bad.</param>
    public DirectionTable Side(int sign, LongReach reach, double[][][] paths, Explained explained)
    {
        var tables = new List<StatisticTable>();
        for (var s = 0; s < Statistics.Count; s++)
        {
            var statistic = s;
            tables.Add(Table(Statistics.Names[s], paths.Length, (p, look) => paths[p][statistic][look]));
        }

        HealthyRange? range = null;
        foreach (var (explanation, left) in explained.Parts)
        {
            double Left(int p, int look) => sign * left[look][p];
            tables.Add(Table(explanation.Name, paths.Length, Left));
            if (explanation.Statistic == Statistics.Median) range = Range(paths.Length, Left);
        }

        return new()
        {
            Sign = sign,
            Reach = reach,
            Tables = tables,
            Median = Range(paths.Length, (p, look) => paths[p][Statistics.Median][look]),
            Explained = range,
        };
    }

    /// <summary>Upper spread of values, in units in which a normal distribution has 1.</summary>
    /// <param name="ascending">Sorted values.</param>
    public static double ScaleOf(double[] ascending)
    {
        if (ascending.Length == 0) return LeastScale;
        var middle = Sorted.Quantile(ascending, 0.5);
        var far = (Sorted.Quantile(ascending, 0.95) - middle) / 1.645;
        var near = (Sorted.Quantile(ascending, 0.80) - middle) / 0.842;
        return Math.Max(Math.Max(far, near), LeastScale);
    }

    private StatisticTable Table(string name, int placebos, Func<int, int, double> value)
    {
        var (middle, scale) = (new double[looks], new double[looks]);
        for (var look = 0; look < looks; look++)
        {
            var values = Column(placebos, look, value);
            middle[look] = values.Length == 0 ? 0 : Sorted.Quantile(values, 0.5);
            scale[look] = ScaleOf(values);
        }

        var maxima = new double[placebos];
        for (var p = 0; p < placebos; p++)
        {
            maxima[p] = double.NegativeInfinity;
            for (var look = 0; look < looks; look++)
                if (value(p, look) is var at && !double.IsNaN(at))
                    maxima[p] = Math.Max(maxima[p], (at - middle[look]) / scale[look]);
        }

        return new(name, middle, scale, Tail.Of(Array.FindAll(maxima, double.IsFinite), shape));
    }

    private HealthyRange Range(int placebos, Func<int, int, double> value) => HealthyRange.Of(
        [.. Enumerable.Range(0, looks).Select(look => Column(placebos, look, value))], Outside);

    private static double[] Column(int placebos, int look, Func<int, int, double> value)
    {
        var values = new double[placebos];
        var count = 0;
        for (var p = 0; p < placebos; p++)
            if (value(p, look) is var at && double.IsFinite(at))
                values[count++] = at;
        Array.Resize(ref values, count);
        Array.Sort(values);
        return values;
    }
}
