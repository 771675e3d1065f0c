using System.Globalization;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>How the demo writes times, levels and verdicts.</summary>
internal static class DemoWords
{
    /// <summary>Units of the levels shown while it is watched; counts of looks and restarts are mostly 0.</summary>
    private static readonly string[] Shown = ["ratio", "seconds"];

    /// <summary><c>2:05</c>.</summary>
    public static string Clock(TimeSpan time) => $"{(int)time.TotalMinutes}:{time.Seconds:00}";

    /// <summary><c>9.1 s</c>; a dash where there is none.</summary>
    public static string Seconds(TimeSpan? time) =>
        time is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.0} s") : "-";

    public static string Verdict(Decision decision, Cause? cause) =>
        cause is { } why ? $"{Choices.Word(decision)} ({Choices.Word(why)})" : Choices.Word(decision);

    /// <summary>Where a watch stands, with the levels that are known.</summary>
    public static string Progress(DeploymentStatus status)
    {
        var levels = (status.Progress?.Evidence ?? [])
            .Where(evidence => evidence.Observed?.Value is not null && Shown.Contains(evidence.Unit))
            .Select(evidence => $"{evidence.Rule} {Level(evidence.Observed!.Value!.Value, evidence.Unit)}");
        return string.Join(" · ", levels.Prepend(status.Summary.TrimEnd('.')));
    }

    public static string Level(double value, string unit) => unit switch
    {
        "ratio" => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.##} %"),
        "seconds" => string.Create(CultureInfo.InvariantCulture, $"{value * 1000:0} ms"),
        "per-second" => string.Create(CultureInfo.InvariantCulture, $"{value:0}/s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {unit}"),
    };
}
