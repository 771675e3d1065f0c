using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>The signals of one service by their names, which are API: see the table in DESIGN section 2.</summary>
internal sealed class SignalNames
{
    private const string Saturation = "saturation.";
    private const string Data = "data.";

    private static readonly (string Suffix, SignalKind Kind, string Unit)[] OfPages =
    [
        ("up", SignalKind.State, "looks"),
        ("restarts", SignalKind.State, "restarts"),
        ("requests", SignalKind.Rate, "per-second"),
        ("errors", SignalKind.Ratio, "ratio"),
        ("latency", SignalKind.Latency, "seconds"),
        ("latency.p50", SignalKind.Gauge, "seconds"),
        ("latency.p90", SignalKind.Gauge, "seconds"),
        ("latency.p99", SignalKind.Gauge, "seconds"),
        ("latency.mean", SignalKind.Gauge, "seconds"),
        ("unauthorized", SignalKind.Ratio, "ratio"),
        ("forbidden", SignalKind.Ratio, "ratio"),
        ("throttled", SignalKind.Ratio, "ratio"),
    ];

    /// <summary>What a probe sees that reads no page: of one answer there is a level, and no distribution.</summary>
    private static readonly (string Suffix, SignalKind Kind, string Unit)[] OfAnswers =
        [("up", SignalKind.State, "looks"), ("latency", SignalKind.Gauge, "seconds")];

    private static readonly (string Suffix, SignalKind Kind, string Unit)[] OfHosts =
        [("up", SignalKind.State, "looks"), ("restarts", SignalKind.State, "restarts")];

    private static readonly string[] Found =
        ["requests", "errors", "latency", "unauthorized", "forbidden", "throttled"];

    private static readonly string[] Quantiles = ["p50", "p90", "p99"];

    private readonly Dictionary<string, Seen> _probes = [];
    private readonly Dictionary<string, SignalPlan> _own = [];

    /// <summary>Whether a name could not be read: then nothing is said of names that lead nowhere.</summary>
    public bool IsIncomplete { get; set; }

    public bool HasProbe(string name) => _probes.ContainsKey(name);

    public string ProbeHint(string name) => Spelling.Hint(name, _probes.Keys);

    /// <param name="name">The probe's name.</param>
    /// <param name="kind">Its kind; null where that could not be read.</param>
    /// <param name="options">Its options; null where they could not be read.</param>
    public bool AddProbe(string name, ProbeKind? kind, IProbeOptions? options) =>
        _probes.TryAdd(name, SeenBy(kind, options, options?.Every ?? TimeSpan.Zero));

    private static Seen SeenBy(ProbeKind? kind, IProbeOptions? options, TimeSpan every)
    {
        switch (kind)
        {
            case { Name: "http" }: return new([.. OfAnswers, .. Further(kind, options)], [], every);
            case { Name: "tcp" }: return new(OfAnswers, [], every);
            case { Name: "healthcheck" }: return new(OfAnswers, [Data], every);
            case { Name: "host" }: return new(OfHosts, [Saturation], every);
            case { ReadsPage: true }: return new(OfPages, [Saturation], every);
            case null: return new(OfPages, [Saturation, Data], every);
        }

        // Options that could not be read may have named anything.
        if (options is null) return new(OfPages, [""], every);
        List<(string, SignalKind, string)> table = [("up", SignalKind.State, "looks")];
        if (kind.IsOfService) table.Add(("restarts", SignalKind.State, "restarts"));
        foreach (var signal in kind.Signals(options))
        {
            table.Add((signal.Name, signal.Kind, signal.Unit));
            if (signal.Kind is SignalKind.Latency)
                table.AddRange(Quantiles.Select(q => ($"{signal.Name}.{q}", SignalKind.Gauge, signal.Unit)));
        }

        return new([.. table], [], every) { OfReadings = true };
    }

    /// <summary>What a kind says of its readings beside what every answer has; empty where its options could not be
    /// read.</summary>
    private static IEnumerable<(string, SignalKind, string)> Further(ProbeKind kind, IProbeOptions? options) =>
        options is null ? []
        : kind.Signals(options).Where(signal => Array.TrueForAll(OfAnswers, known => known.Suffix != signal.Name))
            .Select(signal => (signal.Name, signal.Kind, signal.Unit));

    /// <summary>Whether a probe reads a page, from which counters and histograms can be made.</summary>
    public bool ReadsPage(string probe) => !_probes.TryGetValue(probe, out var of) || of.Table == OfPages
        || of.OfReadings;

    /// <summary>Why an own signal cannot have its name; null where it can. Of what is named after a probe only what
    /// discovery
    /// finds can be replaced.</summary>
    public string? FaultOf(SignalPlan own)
    {
        var (head, tail) = Split(own.Name);
        if (!_probes.TryGetValue(head, out var probe)) return null;
        if (tail.Length == 0) return $"'{own.Name}' is the name of a probe already: signal names begin with those";
        if (probe.OfReadings)
            return $"'{own.Name}' would be a signal of the probe '{head}' itself; choose another name";
        if (!Array.Exists(Found, name => name == tail))
            return $"of the signals of '{head}' only {string.Join(", ", Found)} can be replaced; choose another name";
        if (own.From != head) return $"'{own.Name}' takes the place of what '{head}' tells, so it must be from {head}";
        var kind = Array.Find(OfPages, known => known.Suffix == tail).Kind;
        return own.Kind == kind ? null : $"'{own.Name}' must be a {Paths.Kebab(kind.ToString())}";
    }

    public bool AddSignal(SignalPlan signal) => _own.TryAdd(signal.Name, signal);

    /// <summary>What is known of a signal; null with a fault where there is no such signal.</summary>
    public (SignalFacts? Facts, string? Fault) Find(string name)
    {
        if (OfOwn(name) is { } facts)
            return (facts, null);
        var (head, tail) = Split(name);
        if (_probes.TryGetValue(head, out var probe) && OfProbe(name, tail, probe) is { } known)
            return (known, null);
        if (IsIncomplete)
            return (null, null);
        var hint = Spelling.Hint(name, All().Where(known => probe is null || known.StartsWith($"{head}.",
            StringComparison.Ordinal)));
        if (hint.Length > 0)
            return (null, $"there is no signal '{name}'{hint}");
        if (probe is not null)
            return (null, $"the probe '{head}' has no signal '{tail}'; it can have {probe.Words}");
        return (null, tail.Length > 0
            ? $"there is no probe '{head}' for '{name}'; {Listed(_probes.Keys)}"
            : $"there is no signal '{name}'; write <probe>.errors and the like, or define it under 'signals'");
    }

    private static (string Head, string Tail) Split(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? (name[..dot], name[(dot + 1)..]) : (name, "");

    /// <summary>An own signal by its whole name, or a quantile of one.</summary>
    private SignalFacts? OfOwn(string name)
    {
        if (_own.TryGetValue(name, out var whole)) return OfOwn(whole, name, "");
        var dot = name.LastIndexOf('.');
        return dot > 0 && _own.TryGetValue(name[..dot], out var own) ? OfOwn(own, name, name[(dot + 1)..]) : null;
    }

    private SignalFacts? OfOwn(SignalPlan own, string name, string tail)
    {
        var every = _probes.GetValueOrDefault(own.From)?.Every ?? TimeSpan.Zero;
        if (tail.Length == 0)
            return new SignalFacts(name, own.Kind, own.Unit ?? UnitOf(own), every);
        return own.Kind is SignalKind.Latency && Quantiles.Contains(tail)
            ? new SignalFacts(name, SignalKind.Gauge, own.Unit ?? "seconds", every)
            : null;
    }

    private static SignalFacts? OfProbe(string name, string tail, Seen probe)
    {
        foreach (var (suffix, kind, unit) in probe.Table)
            if (suffix == tail)
                return new SignalFacts(name, kind, unit, probe.Every);
        // Which unit a saturation has (a share, bytes, a count) only its looks tell.
        return Array.Exists(probe.Open, open => tail.StartsWith(open, StringComparison.Ordinal)
            && tail.Length > open.Length)
                ? new SignalFacts(name, SignalKind.Gauge, null, probe.Every)
                : null;
    }

    private static string? UnitOf(SignalPlan own) => own.Kind switch
    {
        SignalKind.Rate => "per-second",
        SignalKind.Ratio => "ratio",
        SignalKind.Latency => "seconds",
        _ when own.Metric.EndsWith("_seconds", StringComparison.Ordinal) => "seconds",
        _ when own.Metric.EndsWith("_bytes", StringComparison.Ordinal) => "bytes",
        _ when own.Metric.EndsWith("_ratio", StringComparison.Ordinal) => "ratio",
        _ => null,
    };

    private IEnumerable<string> All() =>
        _own.Keys.Concat(_probes.SelectMany(probe => probe.Value.Table.Select(s => $"{probe.Key}.{s.Suffix}")));

    private static string Listed(IReadOnlyCollection<string> names) => names.Count switch
    {
        0 => "the service has none: name one under 'probes'",
        1 => $"there is '{names.First()}'",
        _ => $"there are {string.Join(", ", names.Select(name => $"'{name}'"))}",
    };

    /// <summary>What a probe of one kind can see: what is known beforehand, and what names begin with that only its
    /// looks tell.</summary>
    private sealed record Seen(
        (string Suffix, SignalKind Kind, string Unit)[] Table, string[] Open, TimeSpan Every)
    {
        /// <summary>The kind of probe itself says what its readings are.</summary>
        public bool OfReadings { get; init; }

        public string Words
        {
            get
            {
                var words = Table.Select(s => s.Suffix).ToList();
                words.AddRange(Open.Select(open => $"{open}…"));
                return words.Count == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";
            }
        }
    }
}
