using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Verdicts;

public sealed class VerdictSchemaTests
{
    private readonly JsonObject _schema = VerdictSchema.Make();

    [Fact]
    public void The_schema_in_docs_is_current() =>
        Snapshot.Matches("docs/verdict.schema.json", Snapshot.Indented(_schema.ToJsonString()));

    [Fact]
    public void It_names_every_member_that_is_written()
    {
        var written = JsonNode.Parse(JsonSerializer.Serialize(Wire.Samples.Verdict, ContractsJson.Wire.VerdictIssued));
        Assert.Equal(
            ((JsonObject)written!).Select(member => member.Key),
            ((JsonObject)_schema["properties"]!).Select(member => member.Key));
    }

    [Fact]
    public void It_says_what_the_members_are()
    {
        Assert.Equal("date-time", (string?)_schema["properties"]!["decidedAt"]!["format"]);
        Assert.Equal("number", (string?)_schema["properties"]!["dataCoverage"]!["type"]);
        var words = _schema["properties"]!["decision"]!["enum"]!.AsArray();
        Assert.Contains("rollback", words.Select(word => (string?)word));
        Assert.StartsWith(
            "Share of the points after t0", (string?)_schema["properties"]!["dataCoverage"]!["description"],
            StringComparison.Ordinal);
        Assert.Contains("decision", _schema["required"]!.AsArray().Select(name => (string?)name));
        Assert.DoesNotContain("t0", _schema["required"]!.AsArray().Select(name => (string?)name));
    }
}
