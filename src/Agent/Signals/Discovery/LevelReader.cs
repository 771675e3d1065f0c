using YamlDotNet.RepresentationModel;
using static Bellwether.Agent.Signals.Discovery.TableNodes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Reads one entry of a table's levels.</summary>
internal static class LevelReader
{
    private static readonly string[] s_forms = ["gauge", "free", "rate"];

    /// <exception cref="SignalTableException">It is none.</exception>
    public static MetricLevel Read(YamlNode node)
    {
        var level = new MetricLevel { Name = "", What = "", Form = LevelForm.Gauge, Metrics = [] };
        foreach (var (key, value) in Pairs(node, "a level"))
        {
            if (level.Metrics.Count > 0 && s_forms.Contains(key.Value))
                throw Fault(key, "a level has one of gauge, free and rate");
            level = With(level, key, value);
        }

        if (level.Name.Length == 0) throw Fault(node, "a level needs a name");
        if (level.What.Length == 0) throw Fault(node, $"a level of '{level.Name}' needs what it is");
        if (level.Metrics.Count == 0) throw Fault(node, $"level '{level.What}' needs one of gauge, free and rate");
        if (level.Form is LevelForm.Free && level.Limit.Count == 0)
            throw Fault(node, $"level '{level.What}' tells what is free and needs the limit that it is free of");
        if (level.Form is LevelForm.Rate && level.Several is Several.Most or Several.Least)
            throw Fault(node, $"level '{level.What}' is a rate: of several samples only the sum can be taken");
        return level;
    }

    private static MetricLevel With(MetricLevel level, YamlScalarNode key, YamlNode value) => key.Value switch
    {
        "name" => level with { Name = Word(value, "name") },
        "what" => level with { What = What(value) },
        "gauge" => level with { Form = LevelForm.Gauge, Metrics = Words(value, "gauge") },
        "free" => level with { Form = LevelForm.Free, Metrics = Words(value, "free") },
        "rate" => level with { Form = LevelForm.Rate, Metrics = Words(value, "rate") },
        "limit" => level with { Limit = Words(value, "limit") },
        "where" => level with { Where = Labels(value, "where") },
        "except" => level with { Except = LabelLists(value, "except") },
        "with" => level with { With = Words(value, "with") },
        "beside" => level with { BesideRequests = Beside(value) },
        "several" => level with { Several = SeveralOf(value) },
        "unit" => level with { Unit = Word(value, "unit") },
        _ => throw Fault(key,
            $"unknown key '{key.Value}'; a level has name, what, gauge, free or rate, limit, where, except, with, "
            + "beside, several and unit"),
    };

    private static string What(YamlNode value)
    {
        var word = Word(value, "what");
        return word.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') ? word : throw Fault(value,
            $"'{word}' cannot be part of a signal's name; take a-z, 0-9 and -");
    }

    private static bool Beside(YamlNode value) => Word(value, "beside") is "requests" ? true
        : throw Fault(value, "beside is requests, or left out");

    private static Several SeveralOf(YamlNode value) => Word(value, "several") switch
    {
        "sum" => Several.Sum,
        "most" => Several.Most,
        "least" => Several.Least,
        var other => throw Fault(value, $"'{other}' is no way to take several samples; sum, most and least are"),
    };
}
