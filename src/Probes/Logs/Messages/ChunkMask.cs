using System.Buffers;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>Masks what may be an id within a run without blanks.</summary>
internal static class ChunkMask
{
    /// <summary>Letters and digits mixed are an id from this length on, in one part of a run.</summary>
    private const int LeastMixed = 6;

    /// <summary>A part of a run is an id from this length on if it has a digit anywhere.</summary>
    private const int LeastLong = 16;

    /// <summary>From this length on it is one even without a digit: no word is that long.</summary>
    private const int LeastRandom = 40;

    private static readonly SearchValues<char> Marks = SearchValues.Create("+/.:@%~=");
    private static readonly SearchValues<char> MarksAndDash = SearchValues.Create("-+/.:@%~=");
    private static readonly SearchValues<char> HexAndDash = SearchValues.Create("0123456789abcdefABCDEF-");

    public static void Mask(ReadOnlySpan<char> chunk, MaskedText masked)
    {
        var at = chunk.IndexOf('@');
        if (at > 0 && chunk[at..].Contains('.') && !chunk.Contains("://", StringComparison.Ordinal))
        {
            masked.Mail();
            return;
        }

        while (!chunk.IsEmpty)
        {
            var segment = chunk.IndexOfAny(Marks) is >= 0 and var end ? chunk[..end] : chunk;
            if (IsHexWithDashes(segment))
            {
                masked.Number(segment);
                chunk = chunk[segment.Length..];
                continue;
            }

            var length = chunk.IndexOfAny(MarksAndDash);
            var part = length < 0 ? chunk : chunk[..length];
            if (IsId(part)) masked.Number(part);
            else if (!part.IsEmpty) Word(part, masked);
            if (length < 0) return;
            masked.Mark(chunk[length]);
            chunk = chunk[(length + 1)..];
        }
    }

    private static bool IsId(ReadOnlySpan<char> part)
    {
        var (digits, groups, hex) = (0, 0, 0);
        var before = ' ';
        foreach (var c in part)
        {
            if (char.IsDigit(c))
            {
                digits++;
                if (!char.IsDigit(before)) groups++;
            }

            if (char.IsAsciiHexDigit(c)) hex++;
            before = c;
        }

        return digits == part.Length
            ? part.Length > 0
            : part.Length >= LeastRandom || (digits > 0 && (part.Length >= LeastLong
                || (part.Length >= LeastMixed && (groups > 1 || hex == part.Length))));
    }

    /// <summary>Such as a UUID, of whose parts some have no digit.</summary>
    private static bool IsHexWithDashes(ReadOnlySpan<char> segment) => segment.Length >= LeastLong
        && segment.Contains('-') && segment.ContainsAnyInRange('0', '9') && !segment.ContainsAnyExcept(HexAndDash);

    /// <summary>Within a name only the digits go: Int32, node17, utf8.</summary>
    private static void Word(ReadOnlySpan<char> part, MaskedText masked)
    {
        while (!part.IsEmpty)
        {
            var digit = part.IndexOfAnyInRange('0', '9');
            if (digit < 0)
            {
                masked.Word(part);
                return;
            }

            if (digit > 0) masked.Word(part[..digit]);
            var end = digit;
            while (end < part.Length && char.IsAsciiDigit(part[end])) end++;
            masked.Number(part[digit..end]);
            part = part[end..];
        }
    }
}
