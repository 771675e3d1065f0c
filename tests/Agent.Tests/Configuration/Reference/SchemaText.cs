using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Scalars;

namespace Bellwether.Agent.Tests.Configuration.Reference;

/// <summary>The JSON Schema of a configuration, draft 2020-12, made of what the binder goes by.</summary>
internal sealed class SchemaText(Catalogs catalogs)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SortedDictionary<string, JsonNode?> _definitions = new(StringComparer.Ordinal);

    public static string Of(Catalogs catalogs) => new SchemaText(catalogs).Write();

    private string Write()
    {
        var root = Object(typeof(ConfigurationOptions));
        root["oneOf"] = new JsonArray(Requires("service", "probes"), Requires("services"));
        _definitions["substituted"] = new JsonObject
        {
            ["description"] = "A value put in from outside: ${VAR}, ${VAR:-default}, ${file:/path} or ${cred:name}.",
            ["type"] = "string",
            ["pattern"] = @"\$\{",
        };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Configuration of the Bellwether agent",
        };
        foreach (var (key, value) in root.ToList())
            schema[key] = value?.DeepClone();
        schema["$defs"] = new JsonObject(_definitions);
        return schema.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
    }

    private JsonObject Object(Type type)
    {
        var shape = OptionsShape.Of(type);
        var options = shape.Make();
        var properties = new JsonObject();
        foreach (var property in shape.Properties.Where(p => p.Catalog is null))
            properties[property.Key] = Described(property, options);
        var schema = new JsonObject { ["type"] = "object" };
        if (Summaries.Of(type) is { Length: > 0 } about)
            schema["description"] = about;
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        var required = shape.Properties.Where(p => p.Catalog is null && OptionText.IsRequired(p, options))
            .Select(p => p.Key).ToArray();
        if (required.Length > 0)
            schema["required"] = Requires(required)["required"]!.DeepClone();
        if (shape.Choice is { } choice)
            AddChoice(schema, properties, catalogs.Lines(choice.Catalog!.Value));
        return schema;
    }

    private void AddChoice(JsonObject schema, JsonObject properties, IReadOnlyList<(string Name, Type Options)> lines)
    {
        foreach (var (name, options) in lines)
            properties[name] = Reference(options);
        if (lines.Count > 0)
            schema["oneOf"] = new JsonArray([.. lines.Select(l => Requires(l.Name))]);
    }

    private JsonObject Described(OptionProperty property, object options)
    {
        var value = Value(property.Type, property);
        var described = new JsonObject();
        if (Summaries.Of(property.Member) is { Length: > 0 } about)
            described["description"] = about;
        foreach (var (key, part) in value.ToList())
            described[key] = part?.DeepClone();
        if (property.StatedDefault is null && !OptionText.IsRequired(property, options)
            && property.Get(options) is { } standard && ScalarForm.Of(property.Type) is not null)
            described["default"] = standard switch
            {
                int or long or double or bool => JsonSerializer.SerializeToNode(standard),
                _ => OptionText.Written(standard),
            };
        return described;
    }

    private JsonObject Value(Type type, OptionProperty? property)
    {
        var form = property?.Form ?? ScalarForm.Of(type);
        if (form is not null)
            return Scalar(type, form, property);
        if (Collections.ItemOf(type) is { } item)
        {
            var list = new JsonObject { ["type"] = "array", ["items"] = Value(item, null) };
            return ScalarForm.Of(item) is null ? list
                : new JsonObject { ["anyOf"] = new JsonArray(list, Value(item, null)) };
        }

        return Collections.ValueOf(type) is { } value
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(value, null) }
            : Reference(type);
    }

    private static JsonObject Scalar(Type type, ScalarForm form, OptionProperty? property)
    {
        var schema = new JsonObject();
        if (type == typeof(string) && Pattern(property) is not { Length: > 0 })
            return new JsonObject { ["type"] = Types("string", "number", "boolean") };
        if (type == typeof(string))
            (schema["type"], schema["pattern"]) = ("string", Pattern(property));
        else if (type == typeof(bool))
            schema["type"] = "boolean";
        else if (type.IsEnum)
            schema["enum"] = new JsonArray([.. ScalarForm.Words(type).Select(w => (JsonNode)w)]);
        else if (type == typeof(int) || type == typeof(long) || type == typeof(double))
            schema["type"] = property?.IsBytes is true ? Types("integer", "string") : type == typeof(double) ? "number"
                : "integer";
        else
            schema["type"] = type == typeof(TimeSpan) || type == typeof(Uri) ? "string" : Types("string", "number");
        if (form.Pattern is { } pattern && schema["type"] is { } types
            && types.ToJsonString().Contains("string", StringComparison.Ordinal))
            schema["pattern"] = pattern;
        if (property?.Range is { } bounds && bounds.Least is double least && bounds.Most is double most
            && type != typeof(Tolerance))
        {
            schema[bounds.LeastIsExcluded ? "exclusiveMinimum" : "minimum"] = least;
            schema[bounds.MostIsExcluded ? "exclusiveMaximum" : "maximum"] = most;
        }

        return new JsonObject
        {
            ["anyOf"] =
            new JsonArray(schema, new JsonObject { ["$ref"] = "#/$defs/substituted" })
        };
    }

    private JsonObject Reference(Type type)
    {
        var name = Paths.Kebab(type.Name.EndsWith("Options", StringComparison.Ordinal) ? type.Name[..^7] : type.Name);
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = null;
            _definitions[name] = Object(type);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private static string? Pattern(OptionProperty? property) =>
        property?.OtherRules.Any(r => r is NameAttribute) is true ? NameAttribute.Pattern
        : property?.OtherRules.Any(r => r is SignalNameAttribute) is true ? SignalNameAttribute.Pattern
        : property?.OtherRules.Any(r => r is IdAttribute) is true ? IdAttribute.Pattern
        : property?.OtherRules.OfType<RegularExpressionAttribute>().FirstOrDefault() is { } regex
            ? $"^(?:{regex.Pattern})$"
        : null;

    private static JsonObject Requires(params string[] keys) =>
        new() { ["required"] = new JsonArray([.. keys.Select(k => (JsonNode)k)]) };

    private static JsonArray Types(params string[] types) => [.. types.Select(t => (JsonNode)t)];
}
