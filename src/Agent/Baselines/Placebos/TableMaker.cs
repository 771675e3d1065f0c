namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Turns the statistics of all placebos into tables.</summary>
/// <param name="shape">How heavy tails are taken to be.</param>
internal sealed class TableMaker(double shape)
{
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
        Columns? median = null;
        for (var s = 0; s < Statistics.Count; s++)
        {
            var columns = Columns.Of(paths, s);
            if (s == Statistics.Median) median = columns;
            tables.Add(Table(Statistics.Names[s], columns));
        }

        HealthyRange? range = null;
        foreach (var (explanation, left) in explained.Parts)
        {
            var turned = sign > 0 ? left : left.Negated();
            tables.Add(Table(explanation.Name, turned));
            if (explanation.Statistic == Statistics.Median) range = turned.Range(Outside);
        }

        return new()
        {
            Sign = sign,
            Reach = reach,
            Tables = tables,
            Median = median!.Range(Outside),
            Explained = range,
        };
    }

    /// <summary>The table of one statistic.</summary>
    /// <param name="name">As evidence names it.</param>
    /// <param name="columns">Its values at all placebos.</param>
    public StatisticTable Table(string name, Columns columns)
    {
        var looks = columns.ByLook.Length;
        var (middle, scale) = (new double[looks], new double[looks]);
        var maxima = new double[columns.Placebos];
        Array.Fill(maxima, double.NegativeInfinity);
        for (var look = 0; look < looks; look++)
        {
            var values = columns.Sorted(look);
            middle[look] = values.Length == 0 ? 0 : Ascending.Quantile(values, 0.5);
            scale[look] = columns.ScaleAt(look);
            var column = columns.ByLook[look];
            for (var p = 0; p < maxima.Length; p++)
                if (StatisticTable.Deviation(column[p], middle[look], scale[look]) is var at && at > maxima[p])
                    maxima[p] = at;
        }

        return new(name, middle, scale, Tail.Of(Array.FindAll(maxima, double.IsFinite), shape));
    }
}
