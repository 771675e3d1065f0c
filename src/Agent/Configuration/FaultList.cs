using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration;

/// <summary>Collects what is wrong, so that the operator hears of all of it at once.</summary>
internal sealed class FaultList(string file)
{
    /// <summary>More help nobody; the last one says how many were left out.</summary>
    public const int Most = 100;

    /// <summary>A shorter value is no secret, and cutting it out of a sentence would garble the sentence.</summary>
    private const int ShortestSecret = 4;

    private const int LongestMessage = 500;

    private readonly List<ConfigurationFault> _faults = [];
    private readonly HashSet<string> _secrets = [];

    public int Count => _faults.Count;

    /// <summary>From now on this value, which came from outside the file, is cut out of every message.</summary>
    public void Hide(string value)
    {
        if (value.Trim() is { Length: >= ShortestSecret } secret)
            _secrets.Add(secret);
    }

    public void Add(string message) => _faults.Add(new ConfigurationFault(file, 0, 0, "", message));

    public void Add(YamlNode at, string path, string message) => _faults.Add(Made(at, path, message));

    /// <summary>As it would be added.</summary>
    public ConfigurationFault Made(YamlNode at, string path, string message) =>
        new(file, at.Line, at.Column, Fit(path), Censored(message.TrimEnd('.')));

    /// <summary>By line and column, each once.</summary>
    public IReadOnlyList<ConfigurationFault> Sorted()
    {
        var all = _faults.Distinct()
            .OrderBy(f => f.Line).ThenBy(f => f.Column)
            .ThenBy(f => f.Path, StringComparer.Ordinal).ThenBy(f => f.Message, StringComparer.Ordinal).ToList();
        return all.Count <= Most
            ? all
            : [.. all.Take(Most - 1),
                new ConfigurationFault(file, 0, 0, "", $"and {all.Count - Most + 1} more faults")];
    }

    private string Censored(string message) => Fit(_secrets.OrderByDescending(s => s.Length)
        .Aggregate(message, (text, secret) => text.Replace(secret, "(substituted)", StringComparison.Ordinal)));

    /// <summary>What the file holds may be long and may hold what a terminal obeys: neither gets into a
    /// message.</summary>
    private static string Fit(string text)
    {
        var clean = text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
        return clean.Length <= LongestMessage ? clean : clean[..LongestMessage] + "…";
    }
}
