using Bellwether.Agent.Commands;
using Bellwether.Agent.Tests.Configuration;
using static Bellwether.Agent.Tests.Commands.Cases.Lines;

namespace Bellwether.Agent.Tests.Commands.Cases;

/// <summary>Every complaint, word for word, in the files beside this one: a line, and below it why it is
/// refused.</summary>
public sealed class RefusedLinesTests
{
    private const string Web = """
        {"define":"web-1","signals":{"cpu":[1,2,3],"p99":[1,2,3]},"counts":{"err":[[1,2],[1,2],null]}}
        """;

    public static TheoryData<string, string> RefusedCases => Read("refused-cases.txt");

    public static TheoryData<string, string> RefusedDefinitions => Read("refused-definitions.txt");

    [Theory]
    [MemberData(nameof(RefusedCases))]
    public async Task A_case_that_cannot_be_judged_says_why(string line, string why)
    {
        var answered = await JudgeAsync(Web, line, """{"case":"next","baseline":[],"observed":[]}""");
        Assert.Equal($"bellwether: line 2: {why}\n", answered.Error);
        Assert.Equal(why, (string?)answered[0]["error"]);
        Assert.Equal("next", (string?)answered[1]["case"]);
        Assert.Equal(ExitCodes.Usage, answered.Code);
    }

    [Theory]
    [MemberData(nameof(RefusedDefinitions))]
    public async Task A_definition_that_is_refused_says_why_and_has_no_answer(string line, string why)
    {
        var answered = await JudgeAsync(line);
        Assert.Equal($"bellwether: line 1: {why}\n", answered.Error);
        Assert.Equal((ExitCodes.Usage, ""), (answered.Code, answered.Out));
    }

    [Fact]
    public async Task Cases_are_not_judged_by_the_definition_before_a_refused_one()
    {
        var answered = await JudgeAsync(Web, """{"define":"web-1","x":1}""",
            """{"case":1,"series":"web-1","at":1,"signals":["cpu"]}""");
        Assert.Equal("""{"case":1,"error":"series 'web-1' was refused on line 2"}""", answered.Lines[0]);
    }

    private static TheoryData<string, string> Read(string file)
    {
        var lines = File.ReadAllLines(SourceTree.PathOf("tests", "Agent.Tests", "Commands", "Cases", file));
        var pairs = new TheoryData<string, string>();
        for (var i = 0; i + 1 < lines.Length; i += 2) pairs.Add(lines[i], lines[i + 1].Trim());
        return pairs;
    }
}
