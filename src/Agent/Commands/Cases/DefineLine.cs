using System.Text.Json;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>A <c>define</c> line: a history that cases refer to by name.</summary>
internal static class DefineLine
{
    /// <summary>A point is no shorter than a millisecond and no longer than a day.</summary>
    private const double ShortestInterval = 0.001, LongestInterval = 86_400;

    private static readonly string[] Keys =
        ["define", "intervalSeconds", "signals", "counts", "kinds", "directions", "mask"];

    private static readonly Dictionary<string, SignalKind> Kinds = new()
    {
        ["ratio"] = SignalKind.Ratio,
        ["latency"] = SignalKind.Latency,
        ["gauge"] = SignalKind.Gauge,
        ["rate"] = SignalKind.Rate,
    };

    /// <exception cref="RefusedLineException">It is none.</exception>
    public static SeriesDefinition Read(ref Utf8JsonReader reader)
    {
        string? name = null;
        var interval = 60.0;
        Dictionary<string, double[]> signals = [];
        Dictionary<string, CountPair[]> counts = [];
        Dictionary<string, SignalKind> kinds = [];
        Dictionary<string, Direction> directions = [];
        List<MaskedRange> mask = [];
        JsonValues.Object(ref reader, "", (ref Utf8JsonReader inner, string key) =>
        {
            switch (key)
            {
                case "define": name = JsonValues.Text(ref inner, key); break;
                case "intervalSeconds":
                    interval = JsonValues.Number(ref inner, key, ShortestInterval, LongestInterval);
                    break;
                case "signals": signals = JsonValues.Map(ref inner, key, JsonValues.Levels); break;
                case "counts": counts = JsonValues.Map(ref inner, key, JsonValues.Pairs); break;
                case "kinds": kinds = JsonValues.Map(ref inner, key, Kind); break;
                case "directions": directions = JsonValues.Map(ref inner, key, JsonValues.Direction); break;
                case "mask": mask = JsonValues.List(ref inner, key, Range); break;
                default: throw CaseKeys.Unknown(key, Keys);
            }
        });
        var series = new SeriesDefinition
        {
            Name = name!,
            IntervalSeconds = interval,
            Signals = signals,
            Counts = counts,
            Kinds = kinds,
            Directions = directions,
            Mask = mask,
        };
        Check(series);
        return series;
    }

    private static void Check(SeriesDefinition series)
    {
        foreach (var name in series.Signals.Keys)
            if (series.Counts.ContainsKey(name))
                throw new RefusedLineException($"'{name}' is in signals and in counts: give each its own name");
        foreach (var (name, kind) in series.Kinds)
        {
            Known(series, name, "kinds");
            if (series.Counts.ContainsKey(name) && kind is not (SignalKind.Ratio or SignalKind.Latency))
                throw new RefusedLineException($"kinds.{name}: counts are ratio or latency");
        }

        foreach (var name in series.Directions.Keys) Known(series, name, "directions");
    }

    private static void Known(SeriesDefinition series, string name, string where)
    {
        if (!series.Signals.ContainsKey(name) && !series.Counts.ContainsKey(name))
            throw new RefusedLineException($"{where}: there is no signal '{name}'");
    }

    private static SignalKind Kind(ref Utf8JsonReader reader, string where) =>
        JsonValues.Word(ref reader, where, Kinds);

    private static MaskedRange Range(ref Utf8JsonReader reader, string where)
    {
        var ends = JsonValues.List(ref reader, where, End);
        return ends.Count == 2 && ends[0] <= ends[1] ? new(ends[0], ends[1])
            : throw new RefusedLineException($"{where}: [from, to] with from ≤ to is needed");
    }

    private static int End(ref Utf8JsonReader reader, string where) =>
        JsonValues.Whole(ref reader, where, 0, int.MaxValue);
}
