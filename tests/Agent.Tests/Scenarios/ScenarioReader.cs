using System.Globalization;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Tests.Judging;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Scenarios;

/// <summary>Reads a scenario: lines of plan, every and expect. See tests/scenarios/README.md.</summary>
internal sealed class ScenarioReader
{
    private readonly Scenario scenario = new();
    private readonly List<(TimeSpan Length, Action<DateTimeOffset, TimeSpan> Play)> before = [];
    private readonly List<(TimeSpan Length, Action<DateTimeOffset, TimeSpan> Play)> after = [];
    private int line;

    /// <exception cref="FormatException">With the line's number.</exception>
    public static Scenario Read(string text)
    {
        var reader = new ScenarioReader();
        foreach (var raw in text.Split('\n'))
        {
            reader.line++;
            var told = raw.Split('#')[0].Trim();
            if (told.Length > 0) reader.Read(told.Split(' ', 2, StringSplitOptions.TrimEntries));
        }

        reader.Play();
        return reader.scenario;
    }

    private void Read(string[] told)
    {
        Action<string> read = told[0] switch
        {
            "plan" => ReadPlan,
            "every" => ReadEvery,
            "expect" => ReadExpect,
            _ => throw Wrong($"'{told[0]}' is none of plan, every, expect"),
        };
        read(told.Length > 1 ? told[1] : throw Wrong($"nothing follows '{told[0]}'"));
    }

    private void ReadPlan(string told)
    {
        if (told.StartsWith("undo unsafe ", StringComparison.Ordinal))
        {
            scenario.UndoUnsafe.Add(told["undo unsafe ".Length..]);
            return;
        }

        foreach (var part in told.Split(';', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var policy = scenario.Policy;
            switch (words)
            {
                case ["interval", var of]: scenario.Policy = policy with { Interval = Time(of) }; break;
                case ["warm-up", var of]: scenario.Policy = policy with { WarmUp = Time(of) }; break;
                case ["window", var of]: scenario.Policy = policy with { Window = Time(of) }; break;
                case ["min-watch", var of]: scenario.Policy = policy with { MinWatch = Time(of) }; break;
                case [var name, "limit", var signal, "max", var most, var k, "of", var n]:
                    scenario.Rules.Add(new LimitRulePlan
                    {
                        Name = name,
                        Signal = signal,
                        Max = Number(most),
                        FailAfter = new((int)Number(k), (int)Number(n)),
                    });
                    break;
                case [var name, "burn-rate", var signal, "objective", var objective]:
                    scenario.Rules.Add(new BurnRateRulePlan
                    {
                        Name = name,
                        Signal = signal,
                        Objective = Number(objective),
                    });
                    break;
                case [var name, "absent", var signal, "for", var time]:
                    scenario.Rules.Add(new AbsentRulePlan { Name = name, Signal = signal, For = Time(time) });
                    break;
                default: throw Wrong($"'{part}' is nothing a plan can say");
            }
        }
    }

    private void ReadEvery(string told)
    {
        if (told.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries) is not [var every, "for", var length, var rest])
            throw Wrong("every GAP for TIME [before] what is seen; …");
        var (gap, time) = (Time(every), Time(length));
        var isBefore = rest.StartsWith("before ", StringComparison.Ordinal);
        var parts = (isBefore ? rest["before ".Length..] : rest).Split(';', StringSplitOptions.TrimEntries);
        var seen = parts.Select(part => Sight(part.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        (isBefore ? before : after).Add((time, (at, _) =>
        {
            for (var gone = TimeSpan.Zero; gone < time; gone += gap)
                foreach (var see in seen)
                    see(at + gone);
        }
        ));
    }

    private Action<DateTimeOffset> Sight(string[] words)
    {
        var isControl = words[0] == "control";
        if (isControl) words = words[1..];
        switch (words)
        {
            case ["process", "gone"]:
                return at => scenario.Processes.Add(new(at, "one", null, Alive: false, null));
            case ["process", var id]:
                var number = (int)Number(id);
                return at =>
                {
                    if (at < Story.T0) scenario.ProcessesAtStart["one"] = number;
                    else scenario.Processes.Add(new(at, "one", number, Alive: true, null));
                };
            case [var name, var all, "requests", .. var kinds]:
                var (requests, bad, slow) = (Number(all), Count(kinds, "errors"), Count(kinds, "slow"));
                var errors = scenario.Track($"{name}.errors", SignalKind.Ratio);
                var latency = scenario.Track($"{name}.latency", SignalKind.Latency);
                return at =>
                {
                    errors.Add(at, Story.Pair(bad, requests), isControl);
                    latency.Add(at, Story.Buckets(requests - slow, slow, 0), isControl);
                };
            case [_, "silent"]: return _ => { };
            case [var name, "level", var level]:
                var (gauge, height) = (scenario.Track(name, SignalKind.Gauge), Number(level));
                return at => gauge.Add(at, Story.Level(height), isControl);
            case [var name, "good" or "bad" or "refused" or "missing"]:
                var (up, word) = (scenario.Track($"{name}.up", SignalKind.State), words[1]);
                return at => up.Add(new LookMark(at, "one", word switch
                {
                    "good" => Reachability.Good,
                    "missing" => Reachability.Missing,
                    _ => Reachability.Bad,
                }, Refused: word == "refused", Masked: false));
            default: throw Wrong($"'{string.Join(' ', words)}' is nothing that can be seen");
        }
    }

    private void ReadExpect(string told)
    {
        foreach (var part in told.Split(';', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is not ["at", var at, var word, .. var why]
                || why is not ([] or ["because", _])
                || !Enum.TryParse<Decision>(word, ignoreCase: true, out var decision))
                throw Wrong($"'{part}' is no expectation: at TIME promote|rollback|inconclusive|pending [because …]");
            scenario.Expectations.Add(new(line, Time(at), decision, why.Length == 0 ? null : why[1]));
        }
    }

    private void Play()
    {
        var start = Story.T0 - before.Aggregate(TimeSpan.Zero, (sum, stretch) => sum + stretch.Length);
        foreach (var (length, play) in before.Concat(after))
        {
            play(start, length);
            start += length;
        }

        if (scenario.Expectations.Count == 0) throw Wrong("nothing is expected");
    }

    private double Count(string[] words, string what)
    {
        var at = Array.IndexOf(words, what);
        return at < 0 ? 0 : at == 0 ? throw Wrong($"how many {what}?") : Number(words[at - 1]);
    }

    private double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? number : throw Wrong($"'{text}' is no number");

    private TimeSpan Time(string text) =>
        Duration.TryRead(text, out var time) ? time : throw Wrong($"'{text}' is no time such as 15s or 10m");

    private FormatException Wrong(string why) => new($"line {line}: {why}");
}
