using System.Text;
using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Cases;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using static Bellwether.Agent.Tests.Commands.Cases.Lines;
using static Bellwether.Agent.Tests.Judging.OfCases.Series;

namespace Bellwether.Agent.Tests.Commands.Cases;

public sealed class JudgeLinesTests
{
    private const int At = 4 * Day;

    private static readonly string[] Examples =
    [
        """
        {"define":"web-1","intervalSeconds":60,"signals":{"cpu":LEVELS,"p99":LEVELS},"counts":{"err":PAIRS},
        "kinds":{"err":"ratio"},"directions":{"cpu":"increase"},"mask":[[100,160]]}
        """,
        """
        {"case":1,"series":"web-1","at":5760,"historyPoints":5760,"signals":["cpu","p99"],"observed":{"p99":FAULT},
        "directions":{"cpu":"either"},"warmUpPoints":5,"windowPoints":60,"falseRollbackBudget":0.05,
        "allow":{"p99":0.1},"tolerate":{"p99":0.5},"critical":["p99"]}
        """,
        """{"case":2,"baseline":SHORT,"observed":SHORT,"direction":"increase"}""",
        """
        {"case":3,"signals":["err"],
        "counts":{"err":{"baseline":[[1,100],[0,100],null],"observed":[[1,100],null]}}}
        """,
        """{"define":"web-2","signals":{"p99":LEVELS}}""",
        """{"case":4,"series":"web-1","control":"web-2","at":5760,"signals":["p99"]}""",
    ];

    private static string[] Filled { get; } =
    [
        .. Examples.Select(line => line.ReplaceLineEndings("")
            .Replace("LEVELS", Numbers(Wave(At + 60, 1)), StringComparison.Ordinal)
            .Replace("PAIRS", Times("[1,400]", At + 60), StringComparison.Ordinal)
            .Replace("FAULT", Numbers(Wave(60, 2, level: 200)), StringComparison.Ordinal)
            .Replace("SHORT", Numbers(Wave(6, 3)), StringComparison.Ordinal)),
    ];

    [Fact]
    public async Task The_lines_of_the_description_are_understood()
    {
        var answered = await JudgeAsync(Filled);
        Assert.Equal((ExitCodes.Ok, ""), (answered.Code, answered.Error));
        Assert.Equal(["1", "2", "3", "4"], answered.Lines.Select((_, i) => answered[i]["case"]!.ToJsonString()));
        const string first = """
            {"case":1,"decision":"rollback","cause":null,"atPoint":7,"signal":"p99","evidence":[{"rule":"cpu",
            """;
        Assert.StartsWith(first, answered.Lines[0], StringComparison.Ordinal);
        Assert.Equal("inconclusive", (string?)answered[1]["decision"]);
        const string third = """
            {"case":3,"decision":"inconclusive","cause":"no-data","atPoint":40,"signal":null,"evidence":[
            {"rule":"err","signal":"err","outcome":"inconclusive","critical":false,"method":"counts",
            "statistic":null,"unit":"ratio","baseline":null,"observed":null,"effect":null,"low":null,"high":null,
            "detectable":null,"strength":null,"placebos":null,"exceeded":null,"preExisting":false,
            "cause":"no-data","explanation":"err has no data since the warm-up"}]}
            """;
        Assert.Equal(third.ReplaceLineEndings(""), answered.Lines[2]);
    }

    [Fact]
    public async Task The_same_lines_have_the_same_answer_on_any_number_of_cores()
    {
        string[] lines = [.. Filled, .. Enumerable.Range(5, 60).Select(i =>
            $$"""
              {"case":{{i}},"series":"web-1","at":{{At - i / 20}},"signals":["cpu","err"],"critical":["cpu"]}
              """)];
        var one = await JudgeAsync(string.Join('\n', lines), workers: 1);
        var many = await JudgeAsync(string.Join('\n', lines), workers: 5);
        Assert.Equal(64, one.Lines.Count);
        Assert.Equal(one.Out, many.Out);
    }

    [Fact]
    public async Task A_definition_holds_for_the_lines_after_it_until_it_is_replaced()
    {
        static string Define(int bad) =>
            $$$"""{"define":"a","counts":{"err":{{{Times($"[{bad},400]", 100)}}}}}""";
        const string ask =
            """{"case":"x","series":"a","at":100,"signals":["err"],"counts":{"err":{"observed":OBSERVED}}}""";
        var line = ask.Replace("OBSERVED", Times("[20,400]", 40), StringComparison.Ordinal);
        var answered = await JudgeAsync(Define(1), line, Define(20), line, Define(1), line);
        Assert.Equal(
            ["rollback", "promote", "rollback"], answered.Lines.Select((_, i) => (string?)answered[i]["decision"]));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-1.50e3")]
    [InlineData("12345678901234567890123")]
    [InlineData("\"a \\u00e9 \\\" b\"")]
    public async Task A_case_is_called_what_it_was_called(string name)
    {
        var answered = await JudgeAsync($$"""{"case":{{name}},"baseline":[1],"observed":[1]}""");
        Assert.StartsWith($$"""{"case":{{name}},"decision":""", answered.Out, StringComparison.Ordinal);
        var refused = await JudgeAsync($$"""{"signals":[],"case":{{name}}}""");
        Assert.StartsWith($$"""{"case":{{name}},"error":""", refused.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_empty_lines_and_a_byte_order_mark_are_taken_as_they_come()
    {
        const string text =
            "\uFEFF{\"case\":1,\"baseline\":[],\"observed\":[]}\r\n\r\n  \n\t{\"case\":2,\"x\":0}";
        var answered = await JudgeAsync(text, 1);
        Assert.Equal(2, answered.Lines.Count);
        Assert.Equal("bellwether: line 4: unknown key 'x'\n", answered.Error);
    }

    [Fact]
    public async Task Lines_may_come_in_pieces_of_any_size()
    {
        var text = string.Join('\n', Filled);
        using var pieces = new Pieces(Encoding.UTF8.GetBytes(text), 1021);
        Assert.Equal((await JudgeAsync(text, 1)).Out, (await JudgeAsync(pieces, 1)).Out);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_and_the_next_one_is_judged()
    {
        var long1 = $$"""{"case":1,"x":"{{new string('x', LineReader.Longest)}}"}""";
        var answered = await JudgeAsync(long1 + "\n{\"case\":2,\"baseline\":[],\"observed\":[]}\n", 1);
        Assert.Equal("""{"case":1,"error":"the line is longer than 64 MB"}""", answered.Lines[0]);
        Assert.Equal("2", answered[1]["case"]!.ToJsonString());
        Assert.Equal(ExitCodes.Usage, answered.Code);
    }

    [Fact]
    public async Task Numbers_too_large_for_one_are_missing()
    {
        const string pair =
            """{"case":1,"baseline":[1e999,-1e999,1e300,1,1,1,1,1,1,1],"observed":[1e400,1,1,1,1,1,1,1,1]}""";
        Assert.Equal(ExitCodes.Ok, (await JudgeAsync(pair)).Code);
        const string odd = """{"baseline":[[1e999,1e999]],"observed":[[-1,5],[1e300,1e301],[5,3]]}""";
        var counts = await JudgeAsync($$$"""{"case":1,"signals":["err"],"counts":{"err":{{{odd}}}}}""");
        Assert.Equal("no-data", (string?)counts[0]["cause"]);
    }

    [Fact]
    public async Task An_answer_does_not_wait_for_the_next_line()
    {
        var (input, output) = (new System.IO.Pipelines.Pipe(), new System.IO.Pipelines.Pipe());
        var running = JudgeLines.RunAsync(
            new(input.Reader.AsStream(), output.Writer.AsStream(), TextWriter.Null), 2, CancellationToken.None);
        using var answers = new StreamReader(output.Reader.AsStream());
        for (var i = 0; i < 3; i++)
        {
            var line = $"{{\"case\":{i},\"baseline\":[],\"observed\":[]}}\n";
            await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(line));
            var answer = await answers.ReadLineAsync();
            Assert.StartsWith($"{{\"case\":{i},", answer, StringComparison.Ordinal);
        }

        await input.Writer.CompleteAsync();
        Assert.Equal(ExitCodes.Ok, await running);
    }

    [Fact]
    public async Task Nobody_listening_any_more_ends_it_quietly()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("{\"case\":1,\"baseline\":[],\"observed\":[]}\n", 1000))));
        await using var error = new StringWriter();
        var code = await JudgeLines.RunAsync(new(input, new Closed(), error), 2, CancellationToken.None);
        Assert.Equal((ExitCodes.Ok, ""), (code, error.ToString()));
    }

    [Fact]
    public async Task An_interruption_ends_it_while_it_waits_for_a_line()
    {
        using var stopping = new CancellationTokenSource();
        var input = new System.IO.Pipelines.Pipe();
        using var output = new MemoryStream();
        var running = JudgeLines.RunAsync(new(input.Reader.AsStream(), output, TextWriter.Null), 2, stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void Evidence_has_the_bytes_of_the_wire()
    {
        var full = new Evidence
        {
            Rule = "ünd",
            Signal = "p99",
            Outcome = Outcome.Fail,
            Critical = true,
            Method = "placebo",
            Statistic = "rmed",
            Unit = "",
            Baseline = new() { Kind = "before", Points = 60, Requests = 1e15 / 3, Value = 0.12345678 },
            Observed = new() { Points = 3, Requests = null, Value = 1e-9 / 3 },
            Effect = -0.0,
            Low = double.NaN,
            High = double.PositiveInfinity,
            Detectable = 1e300,
            Strength = 11.4,
            Placebos = 640,
            Exceeded = 0,
            PreExisting = true,
            Cause = Cause.TooLittleTraffic,
            Explanation = "it's \"1 < 2\" & so on",
        };
        var bare = new Evidence
        {
            Rule = "",
            Signal = "",
            Outcome = Outcome.Inconclusive,
            Method = "e5",
            Unit = "",
            Explanation = "",
        };
        foreach (var evidence in new[] { full, bare, full with { Effect = 123456.789, Low = 1e6, High = 999999.5 } })
        {
            var answer = AnswerLine.Of("1"u8.ToArray(), new()
            {
                Decision = Decision.Inconclusive,
                Cause = Cause.NoData,
                AtPoint = 1,
                Evidence = [evidence],
            });
            const string head =
                """{"case":1,"decision":"inconclusive","cause":"no-data","atPoint":1,"signal":null,"evidence":[""";
            var wire = JsonSerializer.Serialize(evidence, ContractsJson.Wire.Evidence);
            Assert.Equal($"{head}{wire}]}}\n", Encoding.UTF8.GetString(answer));
        }
    }

    private sealed class Pieces(byte[] all, int most) : MemoryStream(all)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }

    private sealed class Closed : MemoryStream
    {
        private const int BrokenPipe = 32;

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken pipe", BrokenPipe);
    }
}
