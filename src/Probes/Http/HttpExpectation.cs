using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Http;

/// <summary>What an answer must be like to be good. Its faults are listed by <see cref="HttpProbeOptions"/>.</summary>
public sealed class HttpExpectation
{
    /// <summary>Longest text that a body is searched for.</summary>
    public const int LongestText = 1024;

    /// <summary>Statuses that are good; any one of them is enough. 1 to 16 entries; default 200 alone.</summary>
    public IReadOnlyList<StatusRange> Status { get; init; } = [new(200, 200)];

    /// <summary>Text that the body must hold, compared as UTF-8 bytes, case included. 1 to 1024 characters; default
    /// none.</summary>
    public string? Contains { get; init; }

    /// <summary>Text that the body must not hold, compared likewise. 1 to 1024 characters; default none.</summary>
    public string? NotContains { get; init; }

    internal bool NeedsBody => Contains is not null || NotContains is not null;

    internal IEnumerable<ValidationResult> Validate()
    {
        if (Status is not { Count: >= 1 and <= 16 })
            yield return new("expect.status needs 1 to 16 statuses.", ["Expect.Status"]);
        if (Contains is { Length: 0 or > LongestText })
            yield return new($"expect.contains must be 1 to {LongestText} characters.", ["Expect.Contains"]);
        if (NotContains is { Length: 0 or > LongestText })
            yield return new($"expect.not-contains must be 1 to {LongestText} characters.", ["Expect.NotContains"]);
        if (Contains is { Length: > 0 } wanted && NotContains is { Length: > 0 } unwanted
            && wanted.Contains(unwanted, StringComparison.Ordinal))
            yield return new(
                "expect.contains holds expect.not-contains: no answer can be good.", ["Expect.NotContains"]);
    }
}
