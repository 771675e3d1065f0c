using System.Globalization;
using System.Text;

namespace Bellwether.Probes.Redis;

/// <summary>A command as Redis takes it: its words with their lengths, so that any text may be a word.</summary>
internal static class RespCommand
{
    public static byte[] Of(params IReadOnlyList<string> words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Count}\r\n");
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
