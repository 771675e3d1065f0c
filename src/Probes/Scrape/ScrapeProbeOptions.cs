using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Scrape.Exposition;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Scrape;

/// <summary>Options of the probe that reads metrics pages.</summary>
public sealed class ScrapeProbeOptions : IFollowingOptions
{
    /// <summary>Most targets of one probe; more are a group to be watched by an agent each.</summary>
    public const int MaxTargets = 256;

    /// <summary>Most headers that a request may be given.</summary>
    public const int MaxHeaders = 16;

    /// <summary>The time-out where none is stated, unless <see cref="Every"/> is too short for it.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    private SeriesPools? _pools;

    private static readonly string[] OurHeaders =
        ["Accept", "Accept-Encoding", "Connection", "Content-Length", "Host", "Transfer-Encoding", "Upgrade"];

    /// <summary>The page, where there is one target only; short for a list of one.</summary>
    public Uri? Url { get; init; }

    /// <summary>The pages, one for each instance; 1 to 256 where <see cref="Url"/> is not given, else empty.</summary>
    public IReadOnlyList<ScrapeTargetOptions> Targets { get; init; } = [];

    /// <summary>Where the pages are named while the agent runs, in place of <see cref="Targets"/>; default
    /// none.</summary>
    public TargetsFromOptions? TargetsFrom { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest time for a whole look, from connecting to the last byte. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default the shorter of 10 s and nine tenths of <see cref="Every"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Headers that each request is given, such as an authorization; at most 16, default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyList<ScrapeHeaderOptions> Headers { get; init; } = [];

    /// <summary>How much of a page is taken; a page over a limit gives no readings.</summary>
    public ExpositionLimits Limits { get; init; } = ExpositionLimits.Default;

    /// <summary>What the pages of all targets have in common. It is made with the first probe.</summary>
    internal SeriesPools Pools => LazyInitializer.EnsureInitialized(ref _pools, () => new SeriesPools(Limits));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var given = (Url is null ? 0 : 1) + (Targets.Count == 0 ? 0 : 1) + (TargetsFrom is null ? 0 : 1);
        if (given != 1)
            yield return new("Give either url, targets or targets-from.", [nameof(Url), nameof(Targets)]);
        if (Targets.Count > MaxTargets)
            yield return new($"At most {MaxTargets} targets.", [nameof(Targets)]);
        if (Timeout >= Every)
            yield return new("The timeout must be shorter than every.", [nameof(Timeout)]);
        foreach (var fault in TargetFaults().Concat(HeaderFaults()))
            yield return fault;
    }

    /// <summary>The targets whichever way they were given, in the order of the file.</summary>
    internal IReadOnlyList<ScrapeTargetOptions> AllTargets() =>
        TargetsFrom is not null ? [] : Url is null ? Targets : [new() { Url = Url }];

    internal TimeSpan Patience() =>
        Timeout ?? TimeSpan.FromTicks(Math.Min(UsualTimeout.Ticks, Every.Ticks / 10 * 9));

    private IEnumerable<ValidationResult> TargetFaults()
    {
        var member = Url is null ? nameof(Targets) : nameof(Url);
        foreach (var target in AllTargets())
            if (target.Fault() is { } fault)
                yield return new(fault, [member]);
        var doubled = AllTargets().Where(t => t.Fault() is null)
            .GroupBy(t => t.Name()).FirstOrDefault(g => g.Count() > 1);
        if (doubled is not null)
            yield return new($"Two targets have the instance {doubled.Key}; give them names by instance.", [member]);
        var twice = AllTargets().Where(t => t.Fault() is null)
            .GroupBy(t => t.Url!.AbsoluteUri).FirstOrDefault(g => g.Count() > 1);
        if (doubled is null && twice is not null)
            yield return new($"Two targets have the address {twice.Key}; a probe asks a target once.", [member]);
    }

    private IEnumerable<ValidationResult> HeaderFaults()
    {
        if (Headers.Count > MaxHeaders)
            yield return new($"At most {MaxHeaders} headers.", [nameof(Headers)]);
        foreach (var header in Headers)
            if (header.Fault() is { } fault)
                yield return new(fault, [nameof(Headers)]);
            else if (OurHeaders.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
                yield return new($"The header {header.Name} is set by the probe itself.", [nameof(Headers)]);
    }
}
