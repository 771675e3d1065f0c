using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>How a single value of one type is written.</summary>
/// <param name="Expected">What is expected, for a sentence: "a duration such as 5s".</param>
/// <param name="Pattern">Regular expression that a value in the file matches; null where none is known.</param>
/// <param name="Read">The value, or null; with a fault of its own where it can say more than
/// <paramref name="Expected"/>.</param>
internal sealed record ScalarForm(string Expected, string? Pattern, Func<string, (object? Value, string? Fault)> Read)
{
    // No frozen dictionary: it is read a few dozen times, and its making costs more at start than that.
    private static readonly Dictionary<Type, ScalarForm> Known = new()
    {
        [typeof(string)] = new("text", null, text => (text, null)),
        [typeof(bool)] = new("true or false", null,
            text => (text switch { "true" => true, "false" => false, _ => null }, null)),
        [typeof(int)] = new("a whole number", "^-?[0-9]+$", text => (int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null, null)),
        [typeof(long)] = new("a whole number", "^-?[0-9]+$", text => (long.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null, null)),
        [typeof(double)] = new("a number", @"^[0-9]+(\.[0-9]+)?$",
            text => (Numbers.TryRead(text, out var n) ? n : null, null)),
        [typeof(TimeSpan)] = new(Duration.Form, Duration.Pattern,
            text => (Duration.TryRead(text, out var duration) ? duration : null, null)),
        [typeof(Uri)] = new("an address such as http://127.0.0.1:8080/metrics", @"^[a-z][a-z0-9+.-]*://.+", ReadUri),
        [typeof(Ratio)] = new(Ratio.Form, Ratio.Pattern, ReadParsable<Ratio>),
        [typeof(Quantity)] = new(Quantity.Form, Quantity.Pattern, ReadParsable<Quantity>),
        [typeof(Tolerance)] = new(Tolerance.Form, Tolerance.Pattern, ReadParsable<Tolerance>),
        [typeof(AddressRange)] = new(AddressRange.Form, AddressRange.Pattern, ReadParsable<AddressRange>),
        [typeof(KOfN)] = new(KOfN.Form, KOfN.Pattern, ReadParsable<KOfN>),
    };

    /// <summary>A number of bytes held by an int or a long.</summary>
    public static ScalarForm Bytes(Type type) => new(ByteSize.Form, ByteSize.Pattern, text =>
        !ByteSize.TryRead(text, out var bytes) || bytes != Math.Floor(bytes) ? (null, null)
        : type == typeof(long) ? (bytes < long.MaxValue ? (long)bytes : null, null)
        : (bytes <= int.MaxValue ? (int)bytes : null, bytes <= int.MaxValue ? null : "must be less than 2 GiB"));

    /// <summary>The form of a type; null where the type is no single value.</summary>
    public static ScalarForm? Of(Type type) =>
        Known.TryGetValue(type, out var form) ? form
        : type.IsEnum ? OfEnum(type)
        : type.IsValueType && IsParsable(type) ? OfParsable(type)
        : null;

    /// <summary>The words that an enum is written with, in the order of their values.</summary>
    public static IReadOnlyList<string> Words(Type type) =>
        [.. Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    private static ScalarForm OfEnum(Type type)
    {
        var words = Words(type);
        var values = Enum.GetValues(type);
        return new ScalarForm(Listed(words), null, text =>
        {
            var at = words.ToList().IndexOf(text);
            return at >= 0
                ? (values.GetValue(at), null)
                : (null, $"'{text}' is not {Listed(words)}{Spelling.Hint(text, words)}");
        });
    }

    private static ScalarForm OfParsable(Type type) => new($"a valid {Paths.Kebab(type.Name).Replace('-', ' ')}", null,
        typeof(ScalarForm).GetMethod(nameof(ReadParsable), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<string, (object?, string?)>>());

    private static bool IsParsable(Type type) => Array.Exists(type.GetInterfaces(),
        i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>));

    private static (object? Value, string? Fault) ReadParsable<T>(string text)
        where T : IParsable<T>
    {
        try
        {
            return (T.Parse(text, CultureInfo.InvariantCulture), null);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return (null, e.Message);
        }
    }

    /// <remarks>Without the test for "://" a path such as /metrics would be the address file:///metrics.</remarks>
    private static (object? Value, string? Fault) ReadUri(string text) =>
        text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? (uri, null)
            : (null, null);

    private static string Listed(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";
}
