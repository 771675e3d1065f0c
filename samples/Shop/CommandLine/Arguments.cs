using System.Globalization;

namespace Shop.CommandLine;

/// <summary>Words as <c>--name value</c> pairs and bare flags; what nobody asked for is refused.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string?> _unread = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var name = words[i];
            if (!IsName(name)) throw new UsageException($"'{name}' is not an option");
            var hasValue = i + 1 < words.Count && !IsName(words[i + 1]);
            if (!_unread.TryAdd(name, hasValue ? words[++i] : null)) throw new UsageException($"{name} is given twice");
        }
    }

    public bool Flag(string name)
    {
        if (!_unread.Remove(name, out var value)) return false;
        return value is null ? true : throw new UsageException($"{name} takes no value, but '{value}' follows it");
    }

    public string Text(string name) => Take(name) ?? throw new UsageException($"{name} is missing");

    public int Whole(string name, int? otherwise, int least, int most) =>
        (int)Within(name, otherwise, least, most, static text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null);

    public double Number(string name, double? otherwise, double least, double most) =>
        Within(name, otherwise, least, most, static text =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number : null);

    /// <exception cref="UsageException">An option is left that nobody read.</exception>
    public void RefuseTheRest()
    {
        if (_unread.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } name)
            throw new UsageException($"there is no option {name}");
    }

    private static bool IsName(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private double Within(string name, double? otherwise, double least, double most, Func<string, double?> parse)
    {
        if (Take(name) is not { } text) return otherwise ?? throw new UsageException($"{name} is missing");
        return parse(text) is { } number && number >= least && number <= most
            ? number
            : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture, $"{name} is a number from {least} to {most}, not '{text}'"));
    }

    private string? Take(string name)
    {
        if (!_unread.Remove(name, out var value)) return null;
        return value ?? throw new UsageException($"{name} wants a value after it");
    }
}
