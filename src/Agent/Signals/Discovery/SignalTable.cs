namespace Bellwether.Agent.Signals.Discovery;

/// <summary>What discovery knows: sources and levels in the order in which they are tried, and routes that are no
/// traffic.</summary>
internal sealed record SignalTable
{
    private const string Resource = "signals.yaml";

    private static readonly Lazy<SignalTable> s_builtIn = new(ReadBuiltIn);

    public required IReadOnlyList<MetricSource> Sources { get; init; }

    /// <summary>Empty for none.</summary>
    public IReadOnlyList<MetricLevel> Levels { get; init; } = [];

    /// <summary>Globs over the value of a route label, matched without regard to case.</summary>
    public required IReadOnlyList<string> Ignore { get; init; }

    /// <summary>Labels with a route; default those of the sources.</summary>
    public IReadOnlyList<string> Routes
    {
        get => field ?? [.. Sources.SelectMany(source => source.Route).Distinct(StringComparer.Ordinal)];
        init;
    }

    /// <summary>Finds nothing, and knows which routes are no traffic: for what a store of metrics has of a
    /// service.</summary>
    /// <remarks>Only paths: stores put labels of their own on all they have, and a word such as <c>metrics</c> is there
    /// the name of a port.</remarks>
    public SignalTable ForStores() => new()
    {
        Sources = [],
        Ignore = [.. Ignore.Where(route => route.Contains('/', StringComparison.Ordinal))],
        Routes = Routes,
    };

    /// <summary>Finds nothing.</summary>
    public static SignalTable Empty { get; } = new() { Sources = [], Ignore = [] };

    /// <summary>The table that comes with the agent. Read at the first use.</summary>
    public static SignalTable BuiltIn => s_builtIn.Value;

    /// <summary>The built-in table with the operator's lines before its own.</summary>
    /// <exception cref="SignalTableException">The lines are no table.</exception>
    public static SignalTable With(string? extra)
    {
        if (string.IsNullOrWhiteSpace(extra)) return BuiltIn;
        var own = SignalTableReader.Read(extra);
        return new()
        {
            Sources = [.. own.Sources, .. BuiltIn.Sources],
            Levels = [.. own.Levels, .. BuiltIn.Levels],
            Ignore = [.. own.Ignore, .. BuiltIn.Ignore],
        };
    }

    private static SignalTable ReadBuiltIn()
    {
        using var stream = typeof(SignalTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not in the program.");
        using var reader = new StreamReader(stream);
        return SignalTableReader.Read(reader.ReadToEnd());
    }
}
