using System.Collections;
using System.Text.RegularExpressions;

namespace Bellwether.Probes.HealthChecks;

/// <summary>Cuts the arguments of a check out of texts: any of them may be, or hold, a secret.</summary>
/// <remarks>
/// Whole arguments, and within connection strings and addresses the parts that are named like secrets, because
/// libraries quote those alone.
/// </remarks>
public sealed class Redaction
{
    private const string Hidden = "(hidden)";

    /// <summary>Longest text that is let through.</summary>
    private const int Longest = 300;

    /// <summary>A whole argument shorter than this is no secret, and cutting it out would garble the text.</summary>
    private const int ShortestWhole = 4;

    private static readonly string[] SecretWords =
        ["pass", "pwd", "secret", "token", "key", "signature", "credential", "sas"];

    private readonly Regex? _secrets;

    private Redaction(IEnumerable<string> secrets)
    {
        // The longest first: of two that begin alike the whole one is cut out.
        var all = secrets.Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)
            .Select(Regex.Escape).ToList();
        if (all.Count > 0)
            _secrets = new Regex(string.Join('|', all), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    public static Redaction Of(IEnumerable<object?> arguments) => new(arguments.SelectMany(Texts).SelectMany(Secrets));

    /// <summary>The text on one line, without the secrets, at most 300 characters.</summary>
    public string Clean(string text)
    {
        text = _secrets?.Replace(text, Hidden) ?? text;
        if (text.Any(char.IsControl)) text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    /// <summary>A look whose detail is cleaned.</summary>
    public Look Clean(Look look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return look.Detail is { } detail ? look with { Detail = Clean(detail) } : look;
    }

    /// <summary>An exception in words, with what caused it.</summary>
    public string Clean(Exception exception)
    {
        var words = $"{exception.GetType().Name}: {exception.Message}";
        var cause = exception.GetBaseException();
        return Clean(ReferenceEquals(cause, exception) ? words : $"{words} ({cause.GetType().Name}: {cause.Message})");
    }

    private static IEnumerable<string> Texts(object? argument) => argument switch
    {
        string text => [text],
        Uri uri => [uri.OriginalString],
        IEnumerable list => list.Cast<object?>().SelectMany(Texts),
        _ => [],
    };

    private static IEnumerable<string> Secrets(string text)
    {
        if (text.Trim() is { Length: >= ShortestWhole } whole) yield return whole;
        foreach (var part in text.Split(';', '&', '?', ','))
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && IsSecret(part[..equals])
                && part[(equals + 1)..].Trim(' ', '\'', '"') is { Length: > 0 } value)
                yield return value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) yield break;
        var colon = uri.UserInfo.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || colon == uri.UserInfo.Length - 1) yield break;
        yield return uri.UserInfo[(colon + 1)..];
        yield return Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
    }

    private static bool IsSecret(string name) =>
        Array.Exists(SecretWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
