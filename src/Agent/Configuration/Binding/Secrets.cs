using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>Finds secrets that stand in the file itself instead of being put in from outside.</summary>
/// <remarks>An option that may hold one is marked <c>[DataType(DataType.Password)]</c>: a text always holds one; a map,
/// and a value beside a name, where the name says so.</remarks>
internal static class Secrets
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
                   where IsSecretName(value.Key.Text)
                   where value.Value is YamlScalar { IsNull: false, IsBroken: false, IsFromOutside: false }
                   select ((YamlScalar)value.Value, value.Key.Text),
            ],
            _ => [],
        };
    }

    /// <summary>Whether what goes by this name is a secret: Authorization, X-Api-Key, connectionString.</summary>
    public static bool IsSecretName(string name)
    {
        var plain = string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
        return Array.Exists(SecretWords, word => plain.Contains(word, StringComparison.Ordinal))
            || plain is "connectionstring" or "dsn";
    }

    // A value beside a name, as headers are given, is as secret as its name; any other is secret by itself.
    private static bool IsNamedSecret(YamlScalar? name, OptionProperty property) =>
        property.Name != "Value" || name is null || IsSecretName(name.Text);
}
