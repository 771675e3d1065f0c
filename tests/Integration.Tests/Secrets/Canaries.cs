using System.Text;

namespace Bellwether.Integration.Tests.Secrets;

/// <summary>Texts that must be seen nowhere, and the search for them in whatever was written.</summary>
internal sealed class Canaries
{
    private readonly Dictionary<string, string> _texts = [];

    /// <summary>Options that hold one, as <c>Class.Property</c>, and other places.</summary>
    public IReadOnlyCollection<string> Places => _texts.Keys;

    /// <summary>A new one for a place; the same for the same place.</summary>
    public string this[string place]
    {
        get
        {
            if (!_texts.TryGetValue(place, out var text))
                _texts[place] = text = $"Qz{_texts.Count:00}canaryKestrelWren";
            return text;
        }
    }

    public void Add(string place, string text) => _texts[place] = text;

    /// <summary>Where one was found, in any of the forms that a program writes a text in.</summary>
    public IEnumerable<string> FoundIn(string what, byte[] bytes)
    {
        foreach (var (place, text) in _texts)
            foreach (var (form, written) in Forms(text))
                if (bytes.AsSpan().IndexOf(written) >= 0)
                    yield return $"the canary of {place} is in {what} ({form})";
    }

    public IEnumerable<string> FoundIn(string what, string text) => FoundIn(what, Encoding.UTF8.GetBytes(text));

    private static IEnumerable<(string Form, byte[] Written)> Forms(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return ("as it is", bytes);
        yield return ("in UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ("in base 64", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)[..^4]));
        yield return ("in hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return ("its beginning", bytes[..16]);
    }
}
