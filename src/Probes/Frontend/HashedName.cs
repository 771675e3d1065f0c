using System.Text.RegularExpressions;

namespace Bellwether.Probes.Frontend;

/// <summary>Knows the names that builders give to assets, which change with the bytes:
/// <c>app.3f2a9c1b.js</c>.</summary>
internal static partial class HashedName
{
    /// <summary>Whether the file's name holds a hash.</summary>
    /// <remarks>Rather too few than too many: a name that only looks hashed would be missed when it is gone for good
    /// reasons. Eight and more hexadecimal digits (webpack, Parcel, Next.js), or eight to twelve of base 64 or base 32
    /// (Vite, Rollup, esbuild).</remarks>
    public static bool Is(Uri url) => Name().Match(url.AbsolutePath) is { Success: true } match
        && match.Groups["hash"].Value is var hash && hash.Any(char.IsAsciiDigit)
        && (hash.All(char.IsAsciiHexDigitLower) ? hash.Any(char.IsAsciiLetter)
            : hash.Length <= 12 && hash.Any(char.IsAsciiLetterUpper));

    [GeneratedRegex(@"[^/][.\-_](?<hash>[0-9A-Za-z_\-]{8,64}?)(\.min|\.bundle|\.chunk)?\.(js|mjs|css)$",
        RegexOptions.RightToLeft | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Name();
}
