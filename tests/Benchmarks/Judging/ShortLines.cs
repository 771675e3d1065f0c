using System.Globalization;
using System.Text;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>A line a judge, without intervals: to try ideas with.</summary>
internal static class ShortLines
{
    public static string Head()
    {
        var line = new StringBuilder($"{"",-40}{"n",5}{"FRR",6}{"PR",6}");
        foreach (var fault in FaultCatalog.All) line.Append(CultureInfo.InvariantCulture, $"{fault.Name,8}");
        return line.Append($"{"points",8}  inconclusive").ToString();
    }

    public static string Of(string name, RowFigures figures)
    {
        var line = new StringBuilder($"{name,-40}{figures.RolledBack.Trials,5}");
        line.Append($"{Words.Alone(figures.RolledBack),6}{Words.Alone(figures.Promoted),6}");
        foreach (var fault in figures.Faults) line.Append($"{Words.Alone(fault),8}");
        line.Append($"{Words.Short(figures.Points),8}  ");
        foreach (var (cause, share) in figures.Inconclusive) line.Append($"{cause} {Words.Alone(share)} ");
        return line.ToString().TrimEnd();
    }
}
