using System.Globalization;
using System.Text;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>Keeps signatures over a restart of the agent: numbers and counts, no texts.</summary>
/// <param name="path">The file.</param>
internal sealed class SignatureFile(string path)
{
    private const string Title = "bellwether-signatures";

    /// <summary>A longer file is none of ours.</summary>
    private const int LongestFile = 1024 * 1024;

    /// <summary>What was kept; null where nothing was, or what was cannot be used: then all is learned anew.</summary>
    public (DateTimeOffset Since, Dictionary<ulong, Signature> Signatures)? Read()
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= LongestFile }) return null;
            var lines = File.ReadAllLines(path);
            if (lines.Length == 0 || lines[0].Split(' ') is not [Title, var masking, var since]
                || masking != Number(SignatureText.Masking) || !TryNumber(since, out var seconds))
                return null;
            var signatures = new Dictionary<ulong, Signature>();
            foreach (var line in lines.Skip(1).Take(SignatureLimits.Most))
            {
                if (line.Split(' ') is not [var number, var slots, var last, var first, var times]
                    || !ulong.TryParse(
                        number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
                    || !TryNumber(slots, out var count) || !TryNumber(last, out var slot)
                    || !TryNumber(first, out var firstSlot) || !TryNumber(times, out var apart))
                    return null;
                signatures[key] = new()
                {
                    Slots = (int)Math.Clamp(count, 0, Signature.KnownSlots),
                    LastSlot = slot,
                    FirstSlot = firstSlot,
                    Times = (int)Math.Min(apart, int.MaxValue - 1),
                };
            }

            return (DateTimeOffset.FromUnixTimeSeconds(seconds), signatures);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file as a whole.</summary>
    /// <returns>Why it could not be written; null where it was.</returns>
    public string? Write(DateTimeOffset since, IReadOnlyDictionary<ulong, Signature> signatures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Title} {SignatureText.Masking} {since.ToUnixTimeSeconds()}\n");
        foreach (var (key, signature) in signatures)
            text.Append(CultureInfo.InvariantCulture,
                $"{key:x16} {signature.Slots} {signature.LastSlot} {signature.FirstSlot} {signature.Times}\n");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path + ".next", text.ToString());
            File.Move(path + ".next", path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out long number) => long.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 1L << 37;
}
