using System.Text;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Commands.Cases;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Tests.Judging.OfCases;

/// <summary>Histories by arithmetic: a day's wave and noise around a level.</summary>
internal static class Series
{
    public const int Day = 1440;

    /// <summary>Points of a level, one a minute.</summary>
    public static double[] Wave(int points, ulong seed, double level = 100, double noise = 3)
    {
        var dice = new Dice(seed);
        var wave = new double[points];
        for (var i = 0; i < points; i++)
            wave[i] = level * (1 + 0.1 * Math.Sin(2 * Math.PI * i / Day)) + noise * dice.Normal();
        return wave;
    }

    /// <summary>Bad of so many requests a point.</summary>
    public static CountPair[] Pairs(int points, double bad, double requests) =>
        [.. Enumerable.Repeat(CountPair.Of(bad, requests), points)];

    /// <summary>The same points, changed from an index on.</summary>
    public static double[] Changed(this double[] levels, int from, Func<double, double> change) =>
        [.. levels.Select((level, i) => i < from ? level : change(level))];

    public static SeriesDefinition Define(params (string Name, double[] Levels)[] signals) => new()
    {
        Name = "web-1",
        Signals = signals.ToDictionary(signal => signal.Name, signal => signal.Levels),
    };

    public static CaseQuestion Ask(SeriesDefinition series, int at, params string[] signals) =>
        new() { Series = series, At = at, Signals = signals };

    public static Dictionary<string, double[]> Seen(string name, double[] levels) => new() { [name] = levels };

    public static Dictionary<string, double> Of(string name, double number) => new() { [name] = number };

    public static HashSet<string> Only(string name) => [name];

    /// <summary>An answer as it is written, to compare two.</summary>
    public static string Text(CaseAnswer answer) => Encoding.UTF8.GetString(AnswerLine.Of("1"u8.ToArray(), answer));
}
