using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Bellwether.Probes.RabbitMq;

/// <summary>One queue.</summary>
public sealed partial class RabbitMqQueueOptions
{
    /// <summary>Longest name of a queue or a virtual host, in bytes: the protocol's own.</summary>
    public const int LongestName = 255;

    private const int LongestSignal = 40;

    /// <summary>Its name. 1 to 255 characters. Required.</summary>
    [Required] public string Name { get; init; } = "";

    /// <summary>Its virtual host. 1 to 255 characters; default <c>/</c>.</summary>
    public string Vhost { get; init; } = "/";

    /// <summary>How its signals are named after the probe: <c>orders</c> is <c>broker.orders.ready</c>. Lower-case
    /// letters, digits and hyphens, 40 at most; default made of its name.</summary>
    [DefaultValue("made of its name")] public string? Signal { get; init; }

    /// <summary>Whether somebody always takes from it: then nobody doing so fails a rule where the file writes none.
    /// <c>false</c> for such as dead letters; default <c>true</c>.</summary>
    public bool Consumed { get; init; } = true;

    /// <summary>Most messages that may be ready: above it in 3 of 5 points a rule fails where the file writes none.
    /// Default none.</summary>
    public int? MaxReady { get; init; }

    internal string SignalName => Signal ?? Plain(Name);

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Fault() =>
        Name.Length is 0 or > LongestName ? $"a name has 1 to {LongestName} characters."
        : Vhost.Length is 0 or > LongestName ? $"the vhost of '{Name}' has 1 to {LongestName} characters."
        : MaxReady < 0 ? $"the max-ready of '{Name}' must not be negative."
        : !NamePattern().IsMatch(SignalName)
            ? $"'{SignalName}' is no name of a signal: give '{Name}' a signal of lower-case letters, digits, hyphens."
        : null;

    private static string Plain(string name)
    {
        var plain = string.Concat(name.ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return plain.Length <= LongestSignal ? plain : plain[..LongestSignal].TrimEnd('-');
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
