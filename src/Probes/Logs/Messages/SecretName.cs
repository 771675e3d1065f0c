namespace Bellwether.Probes.Logs.Messages;

/// <summary>Names before <c>=</c> or <c>:</c>, which tell what follows.</summary>
internal static class SecretName
{
    /// <summary>Where the first name within a run ends; 0 where there is none.</summary>
    public static int EndWithin(ReadOnlySpan<char> chunk)
    {
        // A word before = or : tells what follows it, so they are taken one by one.
        var stop = chunk.IndexOfAny('=', ':');
        var isPair = stop > 0 && !chunk[..stop].ContainsAny('/', '@') && !char.IsAsciiDigit(chunk[0])
            && !IsScheme(chunk[stop..]);
        if (isPair) chunk = chunk[..stop];
        var from = 0;
        for (var at = 0; at < chunk.Length; at++)
        {
            var isSign = (chunk[at] is '=' or ':' && !IsScheme(chunk[at..])) || IsEscaped(chunk[at..]);
            if (isSign && MaskedText.IsSecret(chunk[from..at])) return at;
            if (isSign || chunk[at] is '/' or '@') from = at + 1;
        }

        return isPair ? stop : 0;
    }

    /// <summary>Says what a run was the name of. Digits and marks within a name are masked, and it is a name all the
    /// same.</summary>
    public static void Tell(ReadOnlySpan<char> chunk, char sign, MaskedText masked)
    {
        if (sign is not ('=' or ':' or '%')) return;
        // A host may be called like a secret, and what follows it is its port.
        var name = chunk[(chunk.LastIndexOfAny(sign is ':' ? "-+/.:@%~=" : "/@") + 1)..];
        if (!MaskedText.IsSecret(name)) return;
        masked.Name(name);
        if (sign is '%') masked.Tell();
    }

    private static bool IsScheme(ReadOnlySpan<char> text) => text.StartsWith("://", StringComparison.Ordinal);

    /// <summary>As within an address.</summary>
    private static bool IsEscaped(ReadOnlySpan<char> text) =>
        text.StartsWith("%3D", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("%3A", StringComparison.OrdinalIgnoreCase);
}
