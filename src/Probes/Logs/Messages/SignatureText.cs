using System.Buffers;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>A message without what differs from one time to the next, and without secrets.</summary>
/// <remarks>
/// Numbers, times, addresses and ids become <c>#</c>, what stands in quotes <c>"*"</c>, mail addresses
/// <c>&lt;mail&gt;</c>, and what follows a word such as <c>password</c> or <c>token</c> <c>(hidden)</c>. Kept files of
/// signatures go by this masking: whoever changes it raises <see cref="Masking"/>.
/// </remarks>
internal static class SignatureText
{
    /// <summary>Which masking this is.</summary>
    public const int Masking = 2;

    /// <summary>Longest signature, in characters.</summary>
    public const int Longest = 200;

    /// <summary>Characters of a message that are looked at.</summary>
    private const int MostRead = 2000;

    private const int LongestQuote = 400;

    private static readonly SearchValues<char> Inner = SearchValues.Create("_-+/.:@%~=");

    /// <summary>Empty where nothing is left.</summary>
    public static string Of(ReadOnlySpan<char> message)
    {
        var masked = new MaskedText();
        Write(message[..Math.Min(message.Length, MostRead)], masked);
        return masked.ToString();
    }

    /// <summary>Writes a text without its secrets.</summary>
    public static void Write(ReadOnlySpan<char> text, MaskedText masked)
    {
        while (!text.IsEmpty && !masked.IsFull)
        {
            var used = masked.ExpectsSecret ? Secret(text, masked) : 0;
            if (used == 0) used = text[0] switch
            {
                '\x1b' => Escape(text),
                '"' or '`' when !masked.IsShown && Quoted(text) is > 0 and var quoted => Quote(text[..quoted], masked),
                '\'' when !masked.IsShown && !masked.EndsInWord && Quoted(text) is > 0 and var quoted =>
                    Quote(text[..quoted], masked),
                var c when char.IsLetterOrDigit(c) || c == '_' => Chunk(text, masked),
                _ => Plain(text[0], masked),
            };
            text = text[used..];
        }
    }

    /// <summary>Length of a colour of a terminal.</summary>
    private static int Escape(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[1] != '[') return 1;
        var end = 2;
        while (end < text.Length && !char.IsAsciiLetter(text[end])) end++;
        return Math.Min(end + 1, text.Length);
    }

    /// <summary>Length of a quoted text; 0 where nothing closes it nearby.</summary>
    public static int Quoted(ReadOnlySpan<char> text)
    {
        var within = text[1..Math.Min(text.Length, LongestQuote)];
        for (var at = 0; within[at..].IndexOf(text[0]) is >= 0 and var next; at++)
        {
            at += next;
            var isEscaped = at > 0 && within[at - 1] == '\\';
            // An apostrophe within a word closes nothing.
            var isApostrophe = text[0] == '\'' && at + 1 < within.Length && char.IsLetterOrDigit(within[at + 1]);
            if (!isEscaped && !isApostrophe) return at + 2;
        }

        return 0;
    }

    private static int Quote(ReadOnlySpan<char> quoted, MaskedText masked)
    {
        masked.Quote(quoted[1..^1]);
        return quoted.Length;
    }

    /// <summary>What follows a name of a secret; 0 where that is still to come.</summary>
    private static int Secret(ReadOnlySpan<char> text, MaskedText masked)
    {
        if (SecretValue.IsStillToCome(text[0])) return 0;
        if (SecretValue.Scheme(text) is > 0 and var scheme)
        {
            masked.Word(text[..scheme]);
            return scheme;
        }

        var length = masked.ExpectsCookies ? text.Length : SecretValue.Length(text);
        if (length > 0) masked.Hide();
        return length;
    }

    private static int Plain(char c, MaskedText masked)
    {
        masked.Mark(masked.IsShown && c == '\n' ? c : char.IsControl(c) ? ' ' : c);
        return 1;
    }

    /// <summary>A run of what names, numbers, paths and ids are written with.</summary>
    private static int Chunk(ReadOnlySpan<char> text, MaskedText masked)
    {
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || Inner.Contains(text[end]))) end++;
        var chunk = text[..end];
        var (name, address) = (SecretName.EndWithin(chunk), chunk.IndexOf("://", StringComparison.Ordinal));
        if (address >= 0 && (name == 0 || name > address) && Login(text, address, masked) is > 0 and var login)
            return login;
        if (name > 0) chunk = chunk[..name];
        ChunkMask.Mask(chunk, masked);
        if (chunk.Length < text.Length) SecretName.Tell(chunk, text[chunk.Length], masked);
        return chunk.Length;
    }

    /// <summary>Takes a name and password out of an address.</summary>
    private static int Login(ReadOnlySpan<char> text, int scheme, MaskedText masked)
    {
        var length = SecretValue.Login(text[(scheme + 3)..]);
        if (length == 0) return 0;
        ChunkMask.Mask(text[..scheme], masked);
        foreach (var c in "://") masked.Mark(c);
        masked.Hide();
        return scheme + 3 + length;
    }
}
