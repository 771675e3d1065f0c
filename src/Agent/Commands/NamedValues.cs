namespace Bellwether.Agent.Commands;

/// <summary>Options of the form <c>NAME=VALUE</c> that may be given again and again.</summary>
internal static class NamedValues
{
    /// <summary>Split at the first sign, since values may hold more of them.</summary>
    /// <exception cref="CommandFailedException">A word has none, or a name comes twice.</exception>
    public static Dictionary<string, string> AtFirst(string option, IReadOnlyList<string>? words, string form) =>
        Split(option, words ?? [], form, word => word.IndexOf('=', StringComparison.Ordinal));

    /// <summary>Split at the last sign, since names may hold more of them.</summary>
    /// <exception cref="CommandFailedException">A word has none, or a name comes twice.</exception>
    public static Dictionary<string, string> AtLast(string option, IReadOnlyList<string>? words, string form) =>
        Split(option, words ?? [], form, word => word.LastIndexOf('='));

    private static Dictionary<string, string> Split(
        string option, IReadOnlyList<string> words, string form, Func<string, int> place)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var at = place(word);
            if (at <= 0 || at == word.Length - 1)
                throw new CommandFailedException($"{option}: '{word}' is not understood; write {form}");
            if (!values.TryAdd(word[..at].Trim(), word[(at + 1)..].Trim()))
                throw new CommandFailedException($"{option}: '{word[..at].Trim()}' is there twice");
        }

        return values;
    }
}
