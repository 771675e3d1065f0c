using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Verdicts;

/// <summary>Makes the JSON Schema of a verdict from the records and their documentation.</summary>
internal static class VerdictSchema
{
    public static JsonObject Make()
    {
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        };
        var schema = (JsonObject)ContractsJson.Wire.VerdictIssued.GetJsonSchemaAsNode(options);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "VerdictIssued");
        return schema;
    }

    private static JsonObject Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var thing = schema as JsonObject ?? [];
        AddForm(context.TypeInfo, thing);
        var text = context.PropertyInfo is { AttributeProvider: System.Reflection.PropertyInfo property }
            ? Documentation.Of(property)
            : Documentation.Of(context.TypeInfo.Type);
        if (text is not null) thing.Insert(0, "description", text);
        return thing;
    }

    /// <summary>The forms that our own converters write.</summary>
    private static void AddForm(JsonTypeInfo type, JsonObject schema)
    {
        var isNullable = Nullable.GetUnderlyingType(type.Type) is not null;
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (plain == typeof(double)) schema["type"] = Type("number", isNullable);
        if (plain == typeof(DateTimeOffset))
        {
            schema["type"] = Type("string", isNullable);
            schema["format"] = "date-time";
        }

        if (!plain.IsEnum || schema.ContainsKey("enum")) return;
        var words = Enum.GetValuesAsUnderlyingType(plain).Cast<int>()
            .Select(value => Enum.ToObject(plain, value))
            .Select(value => JsonSerializer.SerializeToNode(value, plain, ContractsJson.Wire));
        schema["enum"] = new JsonArray([.. words, .. isNullable ? new JsonNode?[] { null } : []]);
    }

    private static JsonNode Type(string name, bool isNullable) => isNullable ? new JsonArray(name, "null") : name;
}
