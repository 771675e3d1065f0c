using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Wire;

public sealed class WireFormTests
{
    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void The_wire_form_is_pinned(string name) => Snapshot.Matches(
        $"tests/Contracts.Tests/Snapshots/{name}.json", Snapshot.Indented(Messages.Named(name).Json));

    [Fact]
    public void No_snapshot_is_left_of_a_message_that_is_gone() => Assert.Equal(
        Messages.All.Select(message => message.Name).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Snapshots"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_message_type_has_its_snapshot_under_its_own_name()
    {
        var types = typeof(MessageTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(
            types.Order(StringComparer.Ordinal),
            Messages.All.Select(TypeOf).OfType<string>().Order(StringComparer.Ordinal));
        Assert.All(
            Messages.All.Where(message => TypeOf(message) is not null),
            message => Assert.Equal($"bellwether.{message.Name}.v1", TypeOf(message)));
    }

    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void Read_and_written_again_it_has_the_same_bytes(string name)
    {
        var message = Messages.Named(name);
        Assert.Equal(message.Json, message.Again(message.Json));
    }

    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void Members_that_are_not_known_are_ignored_at_every_depth(string name)
    {
        var message = Messages.Named(name);
        var node = JsonNode.Parse(message.Json)!;
        foreach (var thing in Objects(node).ToArray()) thing["fromTheFuture"] = new JsonObject { ["a"] = 1 };
        Assert.Equal(message.Json, message.Again(node.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void A_member_that_is_given_twice_is_refused(string name)
    {
        var message = Messages.Named(name);
        var at = message.Json.IndexOf("\"environment\":", StringComparison.Ordinal);
        if (at < 0) at = message.Json.IndexOf("\"deploymentId\":", StringComparison.Ordinal);
        if (at < 0) at = message.Json.IndexOf("\"schema\":", StringComparison.Ordinal);
        var end = message.Json.IndexOf(',', at);
        Assert.Throws<JsonException>(() => message.Again(message.Json.Insert(end, "," + message.Json[at..end])));
    }

    [Theory]
    [MemberData(nameof(Messages.Names), MemberType = typeof(Messages))]
    public void Every_member_is_camel_case_and_every_message_says_its_schema(string name)
    {
        var node = JsonNode.Parse(Messages.Named(name).Json)!;
        Assert.All(
            Objects(node).SelectMany(thing => thing.Select(member => member.Key)),
            key => Assert.Matches("^[a-z][a-zA-Z0-9]*$", key));
        var message = node is JsonArray list ? list[0] : node["data"] ?? node;
        if (name != "signals") Assert.Equal(1, (int)message!["schema"]!);
    }

    private static string? TypeOf(Message message)
    {
        var node = JsonNode.Parse(message.Json);
        return node is JsonObject thing && thing.TryGetPropertyValue("type", out var type) ? (string?)type : null;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(member => Objects(member.Value)).Prepend(thing),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
