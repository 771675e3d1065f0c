using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Rehearsing;

/// <summary>The faults that are tried on a signal.</summary>
/// <param name="IsDifference">Whether a size is a difference of shares; else it is relative to the level.</param>
/// <param name="Sizes">Ascending; 0 is none, and comes first.</param>
/// <param name="Sign">1 for more, −1 for less.</param>
internal sealed record FaultSizes(bool IsDifference, IReadOnlyList<double> Sizes, int Sign)
{
    private static readonly double[] More = [0, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2];
    private static readonly double[] Less = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9];
    private static readonly double[] Differences = [0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2];

    /// <summary>Errors begin at nothing, of which no multiple is a fault: they get more of all requests. All else is
    /// changed by a share of its level.</summary>
    public static FaultSizes Of(CompareRulePlan rule, bool isRatio) => (isRatio, rule.Direction) switch
    {
        (true, not Direction.Decrease) => new(true, Differences, 1),
        (_, Direction.Decrease) => new(false, Less, -1),
        _ => new(false, More, 1),
    };

    /// <summary>"+50 %", "+0.5 pp".</summary>
    public string Word(int index) => Word(Sizes[index]);

    /// <summary>The same of a size between two of them.</summary>
    public string Word(double size)
    {
        var sign = Sign > 0 ? "+" : "-";
        return IsDifference ? $"{sign}{size * 100:0.##} pp" : $"{sign}{size * 100:0} %";
    }
}
