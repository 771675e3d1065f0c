using Bellwether.Agent.Configuration.Yaml;
using Bellwether.Probes.HealthChecks;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>Makes the arguments of a health check of a free map: what keys it may have, its constructors say.</summary>
/// <remarks>Any of the values may be a secret, so no message holds one.</remarks>
/// <param name="kind">The check.</param>
/// <param name="fault">Takes what is wrong: where, its path, and a sentence.</param>
internal sealed class ArgumentBinder(HealthCheckKind kind, Action<YamlNode, string, string> fault)
{
    private bool _isSound = true;

    /// <summary>The check with these arguments; null where there are faults.</summary>
    public PreparedCheck? Bind(YamlMap given, string path)
    {
        var constructor = Nearest(given);
        var arguments = constructor.Parameters.Select(parameter => parameter.Default).ToArray();
        var taken = new HashSet<string>();
        foreach (var entry in given.Entries)
        {
            var at = IndexOf(constructor, entry.Key.Text);
            if (at < 0)
                Unknown(entry.Key, constructor, path);
            else if (!taken.Add(constructor.Parameters[at].Name))
                Fault(entry.Key, path, $"'{constructor.Parameters[at].Name}' is given twice");
            else
                arguments[at] = Value(
                    entry.Value, constructor.Parameters[at], Paths.Key(path, entry.Key.Text)) ?? arguments[at];
        }

        foreach (var parameter in constructor.Parameters.Where(p => p.IsRequired && !taken.Contains(p.Name)))
            Fault(given, path, IsWritable(parameter.Type)
                ? $"'{parameter.Name}' is missing: {kind.Name} needs {Words(parameter.Type)} there"
                : $"{kind.Name} needs '{parameter.Name}', a {parameter.Type.Name}, which a file cannot hold");
        if (_isSound && constructor.Fault(arguments) is var (index, message))
            Fault(NodeOf(given, constructor.Parameters[index]), Paths.Key(path, constructor.Parameters[index].Name),
                message);
        return _isSound ? kind.With(constructor, arguments) : null;
    }

    /// <summary>The constructor that the given keys are for: the fewest keys that it does not know, then the fewest
    /// missing, then the most given; the first of several.</summary>
    private CheckConstructor Nearest(YamlMap given) => kind.Constructors
        .OrderBy(c => c.Parameters.Count(p => p.IsRequired && !IsWritable(p.Type)))
        .ThenBy(c => given.Entries.Count(entry => IndexOf(c, entry.Key.Text) < 0))
        .ThenBy(c => c.Parameters.Count(p => p.IsRequired && given.Entries.All(entry => !IsFor(p, entry.Key.Text))))
        .ThenByDescending(c => c.Parameters.Count(p => given.Entries.Any(entry => IsFor(p, entry.Key.Text))))
        .First();

    private object? Value(YamlNode node, CheckParameter parameter, string path)
    {
        // What was already found wrong in it has been said.
        if (node is YamlScalar { IsBroken: true }) return Broken();
        if (ScalarForm.Of(parameter.Type) is { } form) return Single(node, form, parameter.Type, path);
        if (ItemOf(parameter.Type) is not { } item || ScalarForm.Of(item) is not { } itemForm)
            return Fault(node, path, $"is a {parameter.Type.Name}, which a file cannot hold: leave it out");
        IReadOnlyList<YamlNode>? nodes = node is YamlList list ? list.Items : node is YamlScalar ? [node] : null;
        if (nodes is null) return Fault(node, path, $"must be a list, not {node.Words}");
        var items = nodes.Select((one, i) => Single(one, itemForm, item, Paths.Item(path, i))).ToList();
        return items.Contains(null) ? null : Collections.MakeList(parameter.Type, item, items!);
    }

    private object? Single(YamlNode node, ScalarForm form, Type type, string path)
    {
        if (node is not YamlScalar scalar) return Fault(node, path, $"must be {form.Expected}, not {node.Words}");
        if (scalar.IsBroken) return Broken();
        if (form.Read(scalar.Text).Value is { } value) return value;
        return Fault(node, path, $"must be {form.Expected}"
            + (scalar.IsSubstituted ? $"; the value put in for {scalar.Source} is not"
                : type.IsEnum ? Spelling.Hint(scalar.Text, ScalarForm.Words(type)) : ", and this is not"));
    }

    private void Unknown(YamlScalar key, CheckConstructor constructor, string path)
    {
        var known = constructor.Parameters.Where(p => IsWritable(p.Type)).Select(p => p.Name).ToList();
        var hint = Spelling.Hint(key.Text, known);
        Fault(key, path, $"unknown argument '{key.Text}'" + (hint.Length > 0 ? hint
            : known.Count == 0 ? $"; {kind.Name} takes none"
            : $"; {kind.Name} takes {string.Join(", ", known)}"));
    }

    private object? Fault(YamlNode at, string path, string message)
    {
        fault(at, path, message);
        return Broken();
    }

    private object? Broken()
    {
        _isSound = false;
        return null;
    }

    private static YamlNode NodeOf(YamlMap given, CheckParameter parameter) =>
        given.Entries.FirstOrDefault(entry => IsFor(parameter, entry.Key.Text))?.Value ?? given;

    private static int IndexOf(CheckConstructor constructor, string key) =>
        constructor.Parameters.ToList().FindIndex(parameter => IsFor(parameter, key));

    /// <summary>connectionString may be written connection-string, as all other keys of the file.</summary>
    private static bool IsFor(CheckParameter parameter, string key) =>
        key == parameter.Name || key == Paths.Kebab(parameter.Name);

    private static bool IsWritable(Type type) =>
        ScalarForm.Of(type) is not null || (ItemOf(type) is { } item && ScalarForm.Of(item) is not null);

    private static Type? ItemOf(Type type) => type == typeof(string) ? null : Collections.ItemOf(type);

    private static string Words(Type type) => ScalarForm.Of(type)?.Expected ?? "a list";
}
