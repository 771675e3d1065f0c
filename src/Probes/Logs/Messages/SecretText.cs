namespace Bellwether.Probes.Logs.Messages;

/// <summary>What a program or a cluster printed, for a person: without secrets, as signatures are, but with its numbers
/// and quotes.</summary>
/// <remarks>Whatever of it is cut off is cut off afterwards: half a secret is not known for one.</remarks>
internal static class SecretText
{
    /// <summary>Characters that are looked at: the longest that an engine keeps of a health check. Further ones are
    /// left out.</summary>
    public const int MostRead = 4096;

    /// <summary>Its lines, each without blanks around it; empty ones are left out.</summary>
    public static IReadOnlyList<string> Lines(string? text)
    {
        var read = (text ?? "").AsSpan();
        var masked = new MaskedText { IsShown = true, Longest = 4 * MostRead };
        SignatureText.Write(read[..Math.Min(read.Length, MostRead)], masked);
        return masked.ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>All of it on one line.</summary>
    /// <param name="text">What was printed; null for nothing.</param>
    /// <param name="longest">Characters that are kept; where there are more, an ellipsis follows.</param>
    public static string Line(string? text, int longest) => Cut(string.Join(' ', Lines(text)), longest);

    /// <summary>Its last line: there is why a program gave up.</summary>
    /// <inheritdoc cref="Line"/>
    public static string LastLine(string? text, int longest) =>
        Lines(text) is [.., var last] ? Cut(last, longest) : "";

    private static string Cut(string line, int longest) => line.Length <= longest ? line : line[..longest] + "…";
}
