using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Scrape;

/// <summary>One header of the request. Its value may be a secret and is never shown.</summary>
public sealed class ScrapeHeaderOptions
{
    /// <summary>Name of the header, such as <c>Authorization</c>. Required.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its value, on one line. Required.</summary>
    [DataType(DataType.Password)] public string Value { get; init; } = "";

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Fault() =>
        Name.Length == 0 || !Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? $"\"{Name}\" is not the name of a header."
        : Value.Length == 0 || Value.Any(char.IsControl) ? $"The header {Name} needs a value on one line."
        : null;
}
