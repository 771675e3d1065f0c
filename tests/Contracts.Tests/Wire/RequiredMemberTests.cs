using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Wire;

public sealed class RequiredMemberTests
{
    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void A_message_without_a_required_member_is_refused(string name)
    {
        var message = Messages.Named(name);
        foreach (var member in Required(MessageType(message)))
        {
            var node = JsonNode.Parse(message.Json)!;
            Assert.True(Body(node).Remove(member), member);
            Assert.Throws<JsonException>(() => message.Again(node.ToJsonString()));
        }
    }

    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void A_message_with_null_in_a_required_member_is_refused(string name)
    {
        var message = Messages.Named(name);
        foreach (var member in Required(MessageType(message)).Where(member => !IsNumber(message, member)))
        {
            var node = JsonNode.Parse(message.Json)!;
            Body(node)[member] = null;
            Assert.Throws<JsonException>(() => message.Again(node.ToJsonString()));
        }
    }

    [Theory]
    [InlineData("""{"id":"a","epoch":1}""")]
    [InlineData("""{"id":null,"epoch":1,"version":"1"}""")]
    [InlineData("{}")]
    public void An_agent_that_is_named_by_half_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ContractsJson.Wire.AgentIdentity));

    private static bool IsNumber(Message message, string member) =>
        Body(JsonNode.Parse(message.Json)!)[member] is JsonValue value && value.GetValueKind() == JsonValueKind.Number;

    private static JsonObject Body(JsonNode node) =>
        (JsonObject)(node is JsonArray list ? list[0]! : node["data"] ?? node);

    private static Type MessageType(Message message) =>
        message.Type.IsGenericType ? message.Type.GetGenericArguments()[0] : message.Type;

    private static IEnumerable<string> Required(Type type) => type.GetProperties()
        .Where(property => property.GetCustomAttribute<RequiredMemberAttribute>() is not null)
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
}
