using System.CommandLine;
using System.Globalization;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Agent.Rehearsing;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>replay</c> takes beside a deployment of the journal.</summary>
internal sealed class RehearsalOptions
{
    private readonly Option<string?> _csv = new("--csv")
    {
        Description = "A file in place of the stored history: time,SIGNAL,…; see history import",
        HelpName = "file",
    };

    private readonly Option<string[]> _at = TableOptions.Many(
        "--at", "Deployments: the verdicts that would have been at these times", "instant,…");

    private readonly Option<bool> _calibrate = new("--calibrate")
    {
        Description = "Pretend deployments at random times: how often these rules roll back, promote, and find faults",
    };

    private readonly Option<int?> _deployments = SharedOptions.Number(
        "--deployments", $"How many pretend deployments; default {RehearsalPlan.DefaultDeployments}", least: 1);

    private readonly Option<int?> _seed = SharedOptions.Number("--seed", "Seed of their times; default 1", least: 0);
    private readonly Option<TimeSpan?> _history = SharedOptions.Duration(
        "--history", "History before the first of them at least; default half of what there is, at most 4d");

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write the calibration as one page with plots",
        HelpName = "file",
    };

    private readonly Option<string?> _config = LocalOptions.Config(
        "A configuration whose rules and policy hold; without it every signal is compared");

    private readonly Option<string[]> _critical = TableOptions.Many("--critical", "Critical signals", "signal,…");
    private readonly Option<string[]> _decrease = TableOptions.Many(
        "--decrease", "Signals of which a decrease is bad", "signal,…");

    private readonly Option<string[]> _either = TableOptions.Many(
        "--either", "Signals of which any change is bad", "signal,…");

    private readonly Option<string[]> _allow = TableOptions.Many(
        "--allow", "Smallest change worth a rollback: 20%, or SIGNAL=20%; default 10%", "share");

    private readonly Option<string[]> _tolerate = TableOptions.Many(
        "--tolerate", "Largest change that a promote may leave open: 50%, SIGNAL=0.5pp; default 50%, ratios 0.5pp",
        "share");

    private readonly Option<string?> _budget = new("--budget")
    {
        Description = "False-rollback budget; default the configuration's, else 5%",
        HelpName = "share",
    };

    private readonly Option<TimeSpan?> _warmUp = SharedOptions.Duration(
        "--warm-up", "Time after a deployment that nothing looks at; default the configuration's, else 5 points");

    private readonly Option<TimeSpan?> _window = SharedOptions.Duration(
        "--window", "How long it is watched; default the configuration's, else 40 points");

    private readonly Option<string> _service = SharedOptions.Service();
    private readonly Option<string> _environment = SharedOptions.Environment();
    private readonly TableOptions _table = new();

    private IEnumerable<Option> OfRules => [_critical, _decrease, _either, _allow, _tolerate];

    private IEnumerable<Option> OfCalibration => [_deployments, _seed, _history, _html];

    private IEnumerable<Option> All =>
    [
        _csv, _at, _calibrate, .. OfCalibration, _config, .. OfRules, _budget, _warmUp, _window, _service,
        _environment, .. _table.All,
    ];

    public void AddTo(Verb verb)
    {
        (_service.Required, _environment.Required) = (false, false);
        foreach (var option in All) verb.Options.Add(option);
    }

    public bool Has(Option option) => All.Contains(option);

    /// <summary>The first of these that stands on the line; null for none.</summary>
    public Option? FirstGiven(ParseResult words) => All.FirstOrDefault(option => option.WasGiven(words));

    /// <exception cref="CommandFailedException">Options that do not go together, or are not understood.</exception>
    public RehearsalRequest Read(ParseResult words)
    {
        var calibrates = words.GetValue(_calibrate);
        var (csv, config) = (words.GetValue(_csv), words.GetValue(_config));
        if (calibrates == _at.WasGiven(words))
            throw new CommandFailedException(
                "replay takes either --at TIME for verdicts or --calibrate for pretend deployments");
        if (!calibrates && OfCalibration.FirstOrDefault(option => option.WasGiven(words)) is { } alone)
            throw new CommandFailedException($"{alone.Name} goes with --calibrate");
        if (config is not null && OfRules.FirstOrDefault(option => option.WasGiven(words)) is { } rule)
            throw new CommandFailedException($"{rule.Name} goes without --config, which has rules of its own");
        foreach (var file in new[] { csv, config })
            if (file is not null && !File.Exists(file))
                throw CommandFailedException.NoFile(file);
        return new()
        {
            Csv = csv,
            Columns = _table.Read(words),
            ConfigFile = config,
            Rules = Rules(words),
            Service = words.GetValue(_service),
            Environment = words.GetValue(_environment),
            Times = [.. TableOptions.Listed(words.GetValue(_at)).Select(InstantOf)],
            Calibration = calibrates ? Calibration(words) : null,
            Page = words.GetValue(_html),
        };
    }

    private RehearsalPlan Calibration(ParseResult words)
    {
        var deployments = words.GetValue(_deployments) ?? RehearsalPlan.DefaultDeployments;
        if (deployments is < RehearsalRun.FewestDeployments or > RehearsalPlan.MostDeployments)
            throw new CommandFailedException($"--deployments: {deployments} are refused; it takes"
                + $" {RehearsalRun.FewestDeployments} to {RehearsalPlan.MostDeployments}");
        return new()
        {
            Source = "",
            Deployments = deployments,
            Seed = words.GetValue(_seed) ?? 1,
            First = words.GetValue(_history),
        };
    }

    private RuleWishes Rules(ParseResult words) => new()
    {
        Critical = Listed(_critical, words),
        Decrease = Listed(_decrease, words),
        Either = Listed(_either, words),
        Allow = BySignal(_allow, words, text => Ratio.TryParse(text, null, out var ratio)
            && ratio.Value is > 0 and <= 20 ? ratio.Value : (double?)null, "20%"),
        Tolerate = BySignal(_tolerate, words, text => Tolerance.TryParse(text, null, out var tolerance)
            && tolerance.Value > 0 ? tolerance : (Tolerance?)null, "50% or 0.5pp"),
        Budget = words.GetValue(_budget) is not { } text ? null
            : Ratio.TryParse(text, null, out var budget) && budget.Value is > 0 and <= 0.5 ? budget.Value
            : throw new CommandFailedException($"--budget: '{text}' is refused; it takes more than 0% and at most 50%"),
        WarmUp = words.GetValue(_warmUp),
        Window = words.GetValue(_window),
    };

    private static HashSet<string> Listed(Option<string[]> option, ParseResult words) =>
        TableOptions.Listed(words.GetValue(option)).ToHashSet(StringComparer.Ordinal);

    /// <summary>"20%" is for all signals, "cpu=20%" for one.</summary>
    private static Dictionary<string, T> BySignal<T>(
        Option<string[]> option, ParseResult words, Func<string, T?> parse, string form)
        where T : struct
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var word in TableOptions.Listed(words.GetValue(option)))
        {
            var at = word.LastIndexOf('=');
            if (parse(word[(at + 1)..].Trim()) is not { } value)
                throw new CommandFailedException($"{option.Name}: '{word}' is not understood; write {form}, or"
                    + $" SIGNAL={form}");
            if (!values.TryAdd(at < 0 ? "" : word[..at].Trim(), value))
                throw new CommandFailedException($"{option.Name}: '{word}' is the second for the same");
        }

        return values;
    }

    private static DateTimeOffset InstantOf(string text)
    {
        if (UtcInstant.TryParse(text, out var instant)) return instant;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds < 7e9 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : throw new CommandFailedException($"--at: '{text}' is not understood; write it as 2026-01-31T12:00:00Z or"
                + " in seconds since 1970");
    }
}
