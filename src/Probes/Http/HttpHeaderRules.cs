using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Http;

/// <summary>Which addresses may be asked and which headers may be sent, for every probe that speaks HTTP.</summary>
internal static class HttpHeaderRules
{
    /// <summary>Most headers of one request.</summary>
    public const int MostHeaders = 32;

    /// <summary>Longest value of a header, in characters.</summary>
    public const int LongestHeader = 8192;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>They decide how the connection is used and how we are known.</summary>
    private static readonly string[] OurHeaders =
        ["connection", "expect", "transfer-encoding", "upgrade", "user-agent"];

    public static IEnumerable<ValidationResult> UrlFaults(Uri? url, string member)
    {
        if (url is null)
            yield break;
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Host.Length == 0)
            yield return new("url must begin with http:// or https:// and name a host.", [member]);
        else if (url.UserInfo.Length > 0)
            yield return new("url must not hold credentials: send an authorization header instead.", [member]);
        else if (url.Fragment.Length > 0)
            yield return new("url must not have a fragment (#...): it is never sent.", [member]);
    }

    /// <param name="headers">What is to be sent.</param>
    /// <param name="key">How the file calls them.</param>
    /// <param name="member">The option.</param>
    public static IEnumerable<ValidationResult> Faults(
        IReadOnlyDictionary<string, string> headers, string key, string member)
    {
        if (headers.Count > MostHeaders)
            yield return new($"{key} may hold {MostHeaders} entries at most.", [member]);
        foreach (var (name, value) in headers)
        {
            if (!IsName(name))
                yield return new($"{key}: '{name}' is no name of a header.", [member]);
            else if (OurHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) || DescribesBody(name))
                yield return new($"{key}: '{name}' cannot be set on a probe.", [member]);
            if (value.Length > LongestHeader || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                yield return new(
                    $"{key}: the value of '{name}' must be at most {LongestHeader} printable ASCII characters.",
                    [member]);
        }
    }

    public static bool IsName(string name) =>
        name.Length is > 0 and <= 128 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Headers such as Allow or Expires belong to a body, and a probe sends none.</summary>
    private static bool DescribesBody(string name)
    {
        using var request = new HttpRequestMessage();
        return !request.Headers.TryAddWithoutValidation(name, "x");
    }
}
