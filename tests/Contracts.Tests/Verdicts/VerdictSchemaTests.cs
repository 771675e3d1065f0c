using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Verdicts;

public sealed class VerdictSchemaTests
{
    private readonly JsonObject schema = VerdictSchema.Make();

    [Fact]
    public void The_schema_in_docs_is_current() =>
        Snapshot.Matches("docs/verdict.schema.json", Snapshot.Indented(schema.ToJsonString()));

    [Fact]
    public void It_names_every_member_that_is_written()
    {
        var written = JsonNode.Parse(JsonSerializer.Serialize(Wire.Samples.Verdict, ContractsJson.Wire.VerdictIssued));
        Assert.Equal(
            ((JsonObject)written!).Select(member => member.Key),
            ((JsonObject)schema["properties"]!).Select(member => member.Key));
    }

    [Fact]
    public void It_says_what_the_members_are()
    {
        Assert.Equal("date-time", (string?)schema["properties"]!["decidedAt"]!["format"]);
        Assert.Equal("number", (string?)schema["properties"]!["dataCoverage"]!["type"]);
        var words = schema["properties"]!["decision"]!["enum"]!.AsArray();
        Assert.Contains("rollback", words.Select(word => (string?)word));
        Assert.StartsWith(
            "Share of the points after t0", (string?)schema["properties"]!["dataCoverage"]!["description"],
            StringComparison.Ordinal);
        Assert.Contains("decision", schema["required"]!.AsArray().Select(name => (string?)name));
        Assert.DoesNotContain("t0", schema["required"]!.AsArray().Select(name => (string?)name));
    }
}
