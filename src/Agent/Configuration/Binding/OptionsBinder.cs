using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>Makes options of nodes, strictly: what it does not know it refuses, and it goes on to find the next
/// fault.</summary>
internal sealed class OptionsBinder(FaultList faults, Catalogs catalogs)
{
    private readonly Dictionary<object, Place> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Values left out because of a fault that was found before the binding.</summary>
    private int _leftOut;

    /// <summary>Options with whatever could be read; unsound where anything could not. Null where it is no
    /// map.</summary>
    public object? Bind(YamlNode node, Type type, string path)
    {
        if (node is not YamlMap map)
        {
            Refuse(node, path, $"must be a map of keys, not {node.Words}");
            return null;
        }

        var shape = OptionsShape.Of(type);
        var options = shape.Make();
        var before = faults.Count + _leftOut;
        var given = BindEntries(map, shape, options, path);
        CheckMissing(map, shape, options, path, given);
        var place = _places[options] = new Place(map, path, faults.Count + _leftOut == before);
        if (place.IsSound && options is IValidatableObject self)
            Check(options, self.Validate(new ValidationContext(options)));
        return options;
    }

    /// <summary>Whether everything in these options could be read and is valid by itself.</summary>
    public bool IsSound(object options) => _places[options].IsSound;

    /// <summary>The same; options that the file does not give are their defaults, and sound.</summary>
    public bool IsSoundOrDefault(object options) => !_places.TryGetValue(options, out var place) || place.IsSound;

    /// <summary>Whether the file has this member, readable or not.</summary>
    public bool IsGiven(object options, string member) => _places[options].Map.Find(Paths.Kebab(member)) is not null;

    public Place PlaceOf(object options) => _places[options];

    /// <summary>Adds what a check of whole options found, each on the line of the member it names first.</summary>
    public void Check(object options, IEnumerable<ValidationResult> results)
    {
        foreach (var result in results)
            Fault(options, result.MemberNames.FirstOrDefault() ?? "", result.ErrorMessage ?? "is not valid");
    }

    /// <summary>Adds a fault on the line of a member, or of the options where the file does not give it.</summary>
    public void Fault(object options, string member, string message)
    {
        var place = _places[options];
        var (node, path) = place.Find(member);
        faults.Add(node, path, message);
        _places[options] = place with { IsSound = false };
    }

    /// <summary>Adds a fault on a node within the options.</summary>
    public void Fault(object options, YamlNode at, string path, string message)
    {
        faults.Add(at, path, message);
        _places[options] = _places[options] with { IsSound = false };
    }

    private HashSet<string> BindEntries(YamlMap map, OptionsShape shape, object options, string path)
    {
        var given = new HashSet<string>();
        var chosen = new List<YamlEntry>();
        foreach (var entry in Unique(map, path))
        {
            if (shape.Find(entry.Key.Text) is { } property)
            {
                given.Add(property.Name);
                if (!IsLeaked(entry, property, map, Paths.Key(path, property.Key)))
                    BindProperty(entry, property, options, Paths.Key(path, property.Key));
            }
            else if (shape.Choice is { } choice && Line(choice, entry.Key.Text) is not null)
            {
                chosen.Add(entry);
            }
            else
            {
                Unknown(entry.Key, shape, path);
                // Who mistyped the kind is not told that it is missing as well.
                if (shape.Choice is { } missed
                    && (entry.Value is YamlMap || shape.Later.Any(l => l.Key == entry.Key.Text)))
                    given.Add(missed.Name);
            }
        }

        if (shape.Choice is { } kind)
            BindChoice(map, kind, chosen, options, path, given);
        return given;
    }

    /// <summary>Whether a secret stands in the file itself; it is then never read, nor shown.</summary>
    private bool IsLeaked(YamlEntry entry, OptionProperty property, YamlMap map, string path)
    {
        var leaks = Secrets.Literals(property, entry, map);
        foreach (var (secret, below) in leaks)
        {
            faults.Hide(secret.Text);
            faults.Add(secret, Paths.Key(path, below).TrimEnd('.'), Secrets.Fault);
        }

        return leaks.Count > 0;
    }

    private void BindProperty(YamlEntry entry, OptionProperty property, object options, string path)
    {
        if (!TryBind(entry.Value, property.Type, property.IsBytes ? property.Form : null, path, out var value))
            return;
        property.Set(options, value);
        if (property.Fault(value) is { } fault)
            faults.Add(entry.Value, path, fault);
        else if (property.IsRequired && value is "")
            faults.Add(entry.Value, path, "must not be empty");
    }

    private void BindChoice(
        YamlMap map, OptionProperty choice, List<YamlEntry> chosen, object options, string path, HashSet<string> given)
    {
        var kind = choice.Catalog.ToString()!.ToLowerInvariant();
        var names = string.Join(", ", catalogs.Lines(choice.Catalog!.Value).Select(l => l.Name));
        if (chosen is [var one])
        {
            var below = Paths.Key(path, one.Key.Text);
            // 'tcp:' with nothing below it is options with every default: what is required will be missed by name.
            var node = one.Value is YamlScalar { IsNull: true } nothing ? new YamlMap(nothing.Line, nothing.Column, [])
                : one.Value;
            if (Bind(node, Line(choice, one.Key.Text)!, below) is { } bound)
                choice.Set(options, new Chosen(one.Key.Text, bound));
        }
        else if (chosen.Count > 1)
        {
            faults.Add(chosen[1].Key, path,
                $"has two kinds, {chosen[0].Key.Text} and {chosen[1].Key.Text}: make it two {kind}s");
        }
        else if (!given.Contains(choice.Name))
        {
            faults.Add(map, path, $"says no kind of {kind}; it needs exactly one of {names}");
        }

        given.Add(choice.Name);
    }

    private void CheckMissing(YamlMap map, OptionsShape shape, object options, string path, HashSet<string> given)
    {
        foreach (var property in shape.Properties.Where(p => !given.Contains(p.Name) && p.Catalog is null))
            // A default outside its own range is a value that has to be given.
            if (property.IsRequired || property.Fault(property.Get(options)) is not null)
                faults.Add(map, path, $"'{property.Key}' is missing{Meaning(property)}");
    }

    private bool TryBind(YamlNode node, Type type, ScalarForm? special, string path, out object? value)
    {
        value = null;
        if (node is YamlScalar { IsBroken: true })
        {
            _leftOut++;
            return false;
        }

        if (node is YamlScalar { IsNull: true })
            return Refuse(node, path, "has no value: give it one, or take the key out");
        if ((special ?? ScalarForm.Of(type)) is { } form)
            return TryBindScalar(node, form, path, out value);
        if (Collections.ItemOf(type) is { } item)
            return TryBindList(node, type, item, path, out value);
        if (Collections.ValueOf(type) is { } valueType)
            return TryBindMap(node, valueType, path, out value);
        value = Bind(node, type, path);
        return value is not null;
    }

    private bool TryBindScalar(YamlNode node, ScalarForm form, string path, out object? value)
    {
        value = null;
        if (node is not YamlScalar scalar)
            return Refuse(node, path, $"must be {form.Expected}, not {node.Words}");
        (value, var fault) = form.Read(scalar.Text);
        if (value is not null)
            return true;
        return Refuse(node, path, scalar.IsSubstituted
            ? $"must be {form.Expected}; the value put in for {scalar.Source} is not"
            : fault ?? $"must be {form.Expected}, not '{scalar.Text}'");
    }

    private bool TryBindList(YamlNode node, Type type, Type item, string path, out object? value)
    {
        value = null;
        // One status where a list of them may stand needs no brackets.
        IReadOnlyList<YamlNode>? nodes = node is YamlList list ? list.Items
            : node is YamlScalar && ScalarForm.Of(item) is not null ? [node] : null;
        if (node is YamlScalar { IsPlain: true, IsSubstituted: false } half && half.Text.EndsWith(']'))
            return Refuse(node, path, "the opening '[' is missing, or quotes around the whole");
        if (nodes is null)
            return Refuse(node, path, $"must be a list, not {node.Words}: begin each item with '- '");
        var items = new List<object>();
        for (var i = 0; i < nodes.Count; i++)
            if (TryBind(nodes[i], item, null, node is YamlList ? Paths.Item(path, i) : path, out var bound))
                items.Add(bound!);
        value = Collections.MakeList(type, item, items);
        return true;
    }

    private bool TryBindMap(YamlNode node, Type valueType, string path, out object? value)
    {
        value = null;
        if (node is not YamlMap map)
            return Refuse(node, path, $"must be a map of keys, not {node.Words}");
        var entries = new List<(string, object)>();
        foreach (var entry in Unique(map, path))
            if (TryBind(entry.Value, valueType, null, Paths.Key(path, entry.Key.Text), out var bound))
                entries.Add((entry.Key.Text, bound!));
        value = Collections.MakeMap(valueType, entries);
        return true;
    }

    private List<YamlEntry> Unique(YamlMap map, string path)
    {
        var first = new Dictionary<string, YamlScalar>();
        var entries = new List<YamlEntry>();
        foreach (var entry in map.Entries)
            if (first.TryAdd(entry.Key.Text, entry.Key))
                entries.Add(entry);
            else
                faults.Add(entry.Key, path,
                    $"'{entry.Key.Text}' is given twice; the first is on line {first[entry.Key.Text].Line}");
        return entries;
    }

    private void Unknown(YamlScalar key, OptionsShape shape, string path)
    {
        if (shape.Later.FirstOrDefault(l => l.Key == key.Text) is { } later)
        {
            faults.Add(key, path, later.Message);
            return;
        }

        var known = shape.Properties.Where(p => p.Catalog is null).Select(p => p.Key).ToList();
        if (shape.Choice is { } choice)
            known.AddRange(catalogs.Lines(choice.Catalog!.Value).Select(l => l.Name));
        var hint = Spelling.Hint(key.Text, known);
        faults.Add(key, path, hint.Length > 0
            ? $"unknown key '{key.Text}'{hint}"
            : $"unknown key '{key.Text}'; known are {string.Join(", ", known)}");
    }

    private Type? Line(OptionProperty choice, string name) =>
        catalogs.Lines(choice.Catalog!.Value).FirstOrDefault(l => l.Name == name).Options;

    private bool Refuse(YamlNode node, string path, string message)
    {
        faults.Add(node, path, message);
        return false;
    }

    private static string Meaning(OptionProperty property) =>
        property.OtherRules.OfType<MeaningAttribute>().FirstOrDefault() is { } meaning ? ": " + meaning.Words : "";
}
