using System.Text;

namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>
/// Puts <c>${VAR}</c>, <c>${VAR:-default}</c>, <c>${file:/path}</c> and <c>${cred:name}</c> into values, after parsing:
/// what is put in can never change the structure of the document. <c>$${</c> stands for itself.
/// </summary>
internal sealed class Substitution(Surroundings surroundings, FaultList faults, string folder)
{
    /// <summary>Largest file that is put in, in bytes.</summary>
    public const int LargestFile = 64 * 1024;

    /// <summary>What our units call the folder of credentials that they load; systemd puts it before each file's
    /// name.</summary>
    private const string CredentialFolder = "bellwether_";

    /// <summary>The same tree with the values put in. Keys are left alone.</summary>
    public YamlNode Apply(YamlNode node, string path = "") => node switch
    {
        YamlMap map => new YamlMap(map.Line, map.Column,
            [.. map.Entries.Select(e => e with { Value = Apply(e.Value, Binding.Paths.Key(path, e.Key.Text)) })]),
        YamlList list => new YamlList(list.Line, list.Column,
            [.. list.Items.Select((item, i) => Apply(item, Binding.Paths.Item(path, i)))]),
        YamlScalar scalar when scalar.Text.Contains("${", StringComparison.Ordinal) => Filled(scalar, path),
        _ => node,
    };

    private YamlScalar Filled(YamlScalar scalar, string path)
    {
        var text = scalar.Text;
        var filled = new StringBuilder();
        var (broken, substituted, outside) = (false, false, false);
        for (var at = 0; at < text.Length;)
        {
            if (text.AsSpan(at).StartsWith("$${", StringComparison.Ordinal))
            {
                filled.Append("${");
                at += 3;
            }
            else if (text.AsSpan(at).StartsWith("${", StringComparison.Ordinal))
            {
                var (value, next) = One(scalar, path, at);
                filled.Append(value);
                outside |= value is not null && !IsDefault(text[(at + 2)..(next - 1)]);
                (broken, substituted, at) = (broken || value is null, true, next);
                if (value is not null)
                    faults.Hide(value);
            }
            else
            {
                filled.Append(text[at++]);
            }
        }

        if (substituted)
            faults.Hide(filled.ToString());
        return new YamlScalar(scalar.Line, scalar.Column, filled.ToString())
        {
            Source = text,
            IsPlain = scalar.IsPlain,
            IsSubstituted = substituted,
            IsFromOutside = outside,
            IsBroken = broken,
        };
    }

    private (string? Value, int Next) One(YamlScalar scalar, string path, int at)
    {
        var end = scalar.Text.IndexOf('}', at);
        if (end < 0)
        {
            faults.Add(scalar, path,
                "'${' is never closed: write '}' after the name, or '$${' for the characters themselves");
            return (null, scalar.Text.Length);
        }

        var (value, fault) = Find(scalar.Text[(at + 2)..end]);
        if (fault is not null)
            faults.Add(scalar, path, fault);
        return (value, end + 1);
    }

    /// <summary>Whether the text after ':-' is what was put in.</summary>
    private bool IsDefault(string what) => !IsOfFile(what)
        && what.IndexOf(":-", StringComparison.Ordinal) is >= 0 and var cut
        && string.IsNullOrEmpty(surroundings.Variable(what[..cut]));

    private static bool IsOfFile(string what) =>
        what.StartsWith("file:", StringComparison.Ordinal) || what.StartsWith("cred:", StringComparison.Ordinal);

    private (string? Value, string? Fault) Find(string what)
    {
        if (what.StartsWith("file:", StringComparison.Ordinal))
            return FromFile(Path.Combine(folder, what[5..]), $"the file '{what[5..]}'");
        if (what.StartsWith("cred:", StringComparison.Ordinal))
            return FromCredential(what[5..]);
        var cut = what.IndexOf(":-", StringComparison.Ordinal);
        var name = cut < 0 ? what : what[..cut];
        if (!IsVariable(name))
            return (null, $"'${{{name}}}' is no name of a variable: write ${{VAR}}, ${{VAR:-default}}, "
                + $"${{file:/path}} or ${{cred:name}}");
        var value = surroundings.Variable(name);
        if (cut >= 0)
            return (string.IsNullOrEmpty(value) ? what[(cut + 2)..] : value, null);
        return value is null
            ? (null, $"the environment variable {name} is not set; write ${{{name}:-default}} where it may be missing")
            : (value, null);
    }

    private (string? Value, string? Fault) FromCredential(string name)
    {
        if (name.Length is 0 or > 255 || name is "." or ".." || name.Contains('/', StringComparison.Ordinal))
            return (null, "the name of a credential is a file name without '/'");
        if (surroundings.Variable("CREDENTIALS_DIRECTORY") is not { Length: > 0 } credentials)
            return (null, $"the credential '{name}' cannot be read: CREDENTIALS_DIRECTORY is not set (systemd sets it "
                + $"for LoadCredential=)");
        var alone = FromFile(Path.Combine(credentials, name), $"the credential '{name}'");
        if (alone.Fault is null) return alone;
        var ofFolder = FromFile(Path.Combine(credentials, CredentialFolder + name), "");
        return ofFolder.Fault is null ? ofFolder : alone;
    }

    private (string? Value, string? Fault) FromFile(string file, string what)
    {
        var (text, fault) = surroundings.ReadText(file, LargestFile);
        // Editors and echo end a file with a line break that is no part of a password.
        return fault is null ? (text!.TrimEnd('\r', '\n'), null) : (null, $"{what} cannot be used: {fault}");
    }

    private static bool IsVariable(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
