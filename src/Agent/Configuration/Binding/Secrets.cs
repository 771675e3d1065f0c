using System.Text.RegularExpressions;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>Finds secrets that stand in the file itself instead of being put in from outside.</summary>
/// <remarks>An option that may hold one is marked <c>[DataType(DataType.Password)]</c>: a text always holds one; a map,
/// and a value beside a name, where the name says so.</remarks>
internal static partial class Secrets
{
    public const string Fault = "a secret must not stand in the file: put it in from outside, "
        + "such as \"${cred:name}\", \"${file:/path}\" or \"${VARIABLE}\"";

    private static readonly string[] SecretWords =
        ["auth", "cookie", "credential", "key", "passw", "pwd", "secret", "session", "signature", "token"];

    /// <summary>The secrets below an entry, each with its path from there; empty for none.</summary>
    public static IReadOnlyList<(YamlScalar Secret, string Below)> Literals(
        OptionProperty property, YamlEntry entry, YamlMap map)
    {
        if (!property.IsMarkedSecret) return [];
        return entry.Value switch
        {
            YamlScalar { IsNull: false, IsBroken: false, IsFromOutside: false } text
                when IsNamedSecret(map.Find("name") as YamlScalar, property) => [(text, "")],
            YamlMap values =>
            [
                .. from value in values.Entries
                   where IsSecretName(value.Key.Text) || IsConnection(value.Key.Text)
                   from text in (IReadOnlyList<YamlNode>)(value.Value is YamlList list ? list.Items : [value.Value])
                   where text is YamlScalar { IsNull: false, IsBroken: false, IsFromOutside: false }
                   where !IsConnection(value.Key.Text) || HoldsSecret(((YamlScalar)text).Text)
                   where !IsTakenLater(((YamlScalar)text).Text)
                   select ((YamlScalar)text, value.Key.Text),
            ],
            _ => [],
        };
    }

    /// <summary>Whether what goes by this name is a secret: Authorization, X-Api-Key.</summary>
    public static bool IsSecretName(string name) =>
        Array.Exists(SecretWords, word => Plain(name).Contains(word, StringComparison.Ordinal));

    /// <summary>Whether what goes by this name may have a secret among other things.</summary>
    public static bool IsConnection(string name) => Plain(name) is "connectionstring" or "dsn" or "uri" or "url";

    private static bool HoldsSecret(string connection) =>
        Array.Exists(SecretWords, word => connection.Contains(word, StringComparison.OrdinalIgnoreCase))
        || (connection.Contains("://", StringComparison.Ordinal) && connection.Contains('@', StringComparison.Ordinal));

    /// <summary>Whether the secret comes out of an answer while the probe looks: <c>Bearer {{token}}</c>.</summary>
    private static bool IsTakenLater(string text) => Taken().IsMatch(text);

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();

    // A value beside a name, as headers are given, is as secret as its name; any other is secret by itself.
    private static bool IsNamedSecret(YamlScalar? name, OptionProperty property) =>
        property.Name != "Value" || name is null || IsSecretName(name.Text);

    [GeneratedRegex(@"^([A-Za-z]{1,16} )?\{\{[a-z][a-z0-9-]{0,31}\}\}$")]
    private static partial Regex Taken();
}
