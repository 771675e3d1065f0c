using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bellwether.Contracts.Tests.Wire;

/// <summary>A message on the wire: how it is written, and how the same is read and written again.</summary>
internal sealed record Message(string Name, Type Type, string Json, Func<string, string> Again)
{
    public static Message Of<T>(string name, T value, JsonTypeInfo<T> form) => new(
        name,
        typeof(T),
        JsonSerializer.Serialize(value, form),
        json => JsonSerializer.Serialize(JsonSerializer.Deserialize(json, form)!, form));
}
