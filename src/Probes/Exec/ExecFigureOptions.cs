using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Exec;

/// <summary>A figure of a plug-in that is made a signal.</summary>
public sealed class ExecFigureOptions
{
    /// <summary>Its label, as the plug-in writes it. Required; at most 128 characters.</summary>
    [Required, StringLength(128)] public string Label { get; init; } = "";

    /// <summary>Name of the signal after the probe's: lower-case letters, digits and '-'; default made of the
    /// label.</summary>
    [DefaultValue("made of the label")]
    [RegularExpression("[a-z0-9][a-z0-9-]{0,62}", ErrorMessage = "name must be lower-case letters, digits and '-'.")]
    public string? Name { get; init; }

    /// <summary>Whether it counts up and its rate is meant; default <c>false</c>, a level.</summary>
    public bool Rate { get; init; }

    /// <summary>Highest level allowed, in seconds, bytes, a ratio (0.8 is 80 %) or a plain number, for a rate a second;
    /// default none.</summary>
    [DefaultValue("none")] public double? Max { get; init; }

    /// <summary>Lowest level allowed; default none.</summary>
    [DefaultValue("none")] public double? Min { get; init; }

    internal string SignalName() => Name ?? Plain(Label);

    private static string Plain(string label)
    {
        var words = string.Concat(label.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))
            .Split('-', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join('-', words);
        return name.Length == 0 ? "figure" : name[..Math.Min(name.Length, 63)];
    }
}
