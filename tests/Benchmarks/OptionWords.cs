namespace Bellwether.Benchmarks;

/// <summary>Options of a benchmark: pairs of a name and a value.</summary>
internal static class OptionWords
{
    /// <returns>Null, and a line on the standard error, where a word is none of the names.</returns>
    public static Dictionary<string, string>? Read(string[] words, params string[] names)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i += 2)
        {
            if (!names.Contains(words[i]) || i + 1 == words.Length)
            {
                Console.Error.WriteLine($"{words[i]}: give {string.Join(", ", names.Select(name => $"{name} VALUE"))}");
                return null;
            }

            options[words[i]] = words[i + 1];
        }

        return options;
    }
}
