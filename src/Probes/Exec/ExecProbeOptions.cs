using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.HealthChecks;

namespace Bellwether.Probes.Exec;

/// <summary>Options of <c>exec</c>.</summary>
public sealed class ExecProbeOptions : IProbeOptions
{
    /// <summary>Most arguments, and most variables.</summary>
    public const int MostArguments = 64;

    /// <summary>Most figures that are made signals.</summary>
    public const int MostFigures = 32;

    /// <summary>Longest argument, variable or input, in characters.</summary>
    public const int LongestText = 8192;

    /// <summary>The time-out where none is stated, unless <see cref="Every"/> is too short for it.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The program: an absolute path. Required.</summary>
    [Required, StringLength(4096)] public string Program { get; init; } = "";

    /// <summary>Its arguments, one each, without a shell; at most 64, default none. Everybody on the host sees them:
    /// secrets are refused here.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Its whole environment; at most 64 variables, default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What it reads from its standard input. At most 8192 characters; default nothing.</summary>
    [DataType(DataType.Password)] public string? Input { get; init; }

    /// <summary>Folder it runs in: an absolute path; default <c>/</c>.</summary>
    public string Directory { get; init; } = "/";

    /// <summary>Gap between looks. 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest time it may run; then it is ended with all that it started. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default the shorter of 10 s and nine tenths of <see cref="Every"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>What exit code 1 is: <c>good</c> with a flag, or <c>bad</c>; default <c>good</c>.</summary>
    public DegradedMeaning Warning { get; init; }

    /// <summary>What exit code 3 is: <c>missing</c> or <c>bad</c>; default <c>missing</c>.</summary>
    public UnknownMeaning Unknown { get; init; }

    /// <summary>Figures of its performance data that are made signals; 32 at most, default none.</summary>
    public IReadOnlyList<ExecFigureOptions> Figures { get; init; } = [];

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the probe's name.</summary>
    [DefaultValue("the probe's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience =>
        Timeout ?? TimeSpan.FromTicks(Math.Min(UsualTimeout.Ticks, Every.Ticks / 10 * 9));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. PathFaults(), .. TextFaults(), .. FigureFaults(), .. Probes.Patience.Check(Timeout, Every)];

    private IEnumerable<ValidationResult> PathFaults()
    {
        if (Program.Length > 0 && !IsAbsolute(Program))
            yield return new("program must be an absolute path: there is no search path.", [nameof(Program)]);
        if (!IsAbsolute(Directory))
            yield return new("directory must be an absolute path.", [nameof(Directory)]);
    }

    private IEnumerable<ValidationResult> TextFaults()
    {
        if (Arguments.Count > MostArguments)
            yield return new($"arguments may hold {MostArguments} entries at most.", [nameof(Arguments)]);
        if (Environment.Count > MostArguments)
            yield return new($"environment may hold {MostArguments} entries at most.", [nameof(Environment)]);
        if (Arguments.Any(text => !IsText(text)))
            yield return new($"an argument is {LongestText} characters at most, without NUL.", [nameof(Arguments)]);
        foreach (var (name, value) in Environment)
            if (name.Length is 0 or > 128 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
                || char.IsAsciiDigit(name[0]))
                yield return new($"environment: '{name}' is no name of a variable.", [nameof(Environment)]);
            else if (!IsText(value))
                yield return new(
                    $"environment: {name} is {LongestText} characters at most, without NUL.", [nameof(Environment)]);
        if (Input?.Length > LongestText)
            yield return new($"input may have {LongestText} characters at most.", [nameof(Input)]);
    }

    private IEnumerable<ValidationResult> FigureFaults()
    {
        if (Figures.Count > MostFigures)
            yield return new($"figures may hold {MostFigures} entries at most.", [nameof(Figures)]);
        if (Figures.GroupBy(figure => figure.SignalName()).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            yield return new($"two figures are called {doubled.Key}: give them names.", [nameof(Figures)]);
        foreach (var figure in Figures.Where(figure => figure.SignalName() is "up" or "restarts" or "latency"))
            yield return new($"figures: {figure.SignalName()} is a signal already; give it a name.", [nameof(Figures)]);
        foreach (var figure in Figures.Where(figure => figure.Min > figure.Max))
            yield return new($"figures: of {figure.Label} min is above max.", [nameof(Figures)]);
    }

    private static bool IsText(string text) =>
        text.Length <= LongestText && !text.Contains('\0', StringComparison.Ordinal);

    private static bool IsAbsolute(string path) =>
        Path.IsPathFullyQualified(path) && !path.Contains('\0', StringComparison.Ordinal);
}
