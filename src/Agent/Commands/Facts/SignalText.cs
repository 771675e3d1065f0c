using System.Text;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>One signal in full, as lines.</summary>
internal static class SignalText
{
    /// <param name="status">The signal.</param>
    /// <param name="now">The moment.</param>
    /// <param name="near">A signal that was seen and is nearly called so; null for none.</param>
    public static string Of(SignalStatus status, DateTimeOffset now, string? near = null)
    {
        var text = new StringBuilder();
        text.Append($"{status.Signal}: {status.Service}/{status.Environment}");
        Line(text, "kind", SignalCells.Kind(status));
        var ago = status.LastAt is null ? "" : $", {SignalCells.Age(status, now)} ago";
        Line(text, "latest", $"{SignalCells.Latest(status)}{ago}");
        if (status.Kind is not SignalKind.State) Line(text, "points", $"{SignalCells.Points(status)}{Needs(status)}");
        Line(text, "judged by", SignalCells.JudgedBy(status));
        Line(text, "comes from", status.Source);
        if (status.Quality is { } quality) Line(text, "quality", quality);
        foreach (var look in status.Looks)
            if (SignalCells.State(look) is "good" && look.Why is null)
                Line(text, "instance", $"{look.Instance} is good for {SignalCells.For(look)}");
        foreach (var problem in SignalCells.Problems(status)) Line(text, "problem", problem);
        if (near is not null) Line(text, "near", $"did you mean '{near}'?");
        return text.ToString();
    }

    private static string Needs(SignalStatus status) => status.PointsNeeded is { } needed
        && status.HistoryPoints < needed ? " that it takes to compare it" : " known";

    private static void Line(StringBuilder text, string name, string value) =>
        text.AppendLine().Append("  ").Append(name.PadRight(12)).Append(value);
}
