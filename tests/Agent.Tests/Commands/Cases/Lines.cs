using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bellwether.Agent.Commands.Cases;

namespace Bellwether.Agent.Tests.Commands.Cases;

/// <summary>Lines in, lines out.</summary>
internal static class Lines
{
    public static Task<Answered> JudgeAsync(params string[] lines) => JudgeAsync(string.Join('\n', lines), workers: 2);

    public static async Task<Answered> JudgeAsync(string text, int workers)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await JudgeAsync(input, workers);
    }

    public static async Task<Answered> JudgeAsync(Stream input, int workers)
    {
        using var output = new MemoryStream();
        await using var error = new StringWriter { NewLine = "\n" };
        var code = await JudgeLines.RunAsync(new(input, output, error), workers, CancellationToken.None);
        return new(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Numbers as JSON has them.</summary>
    public static string Numbers(IEnumerable<double> levels) => $"[{string.Join(',', levels.Select(level =>
        double.IsFinite(level) ? Math.Round(level, 4).ToString(CultureInfo.InvariantCulture) : "null"))}]";

    public static string Times(string value, int count) => $"[{string.Join(',', Enumerable.Repeat(value, count))}]";

    /// <param name="Code">How the command ended.</param>
    /// <param name="Out">Answers.</param>
    /// <param name="Error">Complaints.</param>
    public sealed record Answered(int Code, string Out, string Error)
    {
        public IReadOnlyList<string> Lines => Out.Split('\n')[..^1];

        public JsonNode this[int line] => JsonNode.Parse(Lines[line])!;
    }
}
