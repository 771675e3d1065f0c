using System.Text;
using System.Text.Json;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Rehearsing;

/// <summary>Verdicts that would have been: a table and their sentences, or JSON.</summary>
internal static class VerdictsText
{
    public static string Of(IReadOnlyList<RehearsedVerdict> verdicts, TimeSpan interval, IReadOnlyList<string> notes)
    {
        var text = new StringBuilder(TextColumns.Of(
            [["deployment", "verdict", "because of", "after"], .. verdicts.Select(of => Row(of, interval))], left: 3));
        foreach (var verdict in verdicts)
        {
            text.Append('\n').Append(UtcInstant.Format(verdict.T0)).Append('\n');
            foreach (var of in verdict.Answer.Evidence)
                text.Append($"  {of.Rule} ({of.Method}, {Word(of.Outcome)}): {of.Explanation}\n");
        }

        if (notes.Count > 0) text.Append('\n');
        foreach (var note in notes) text.Append(note).Append('\n');
        return text.ToString().TrimEnd();
    }

    public static string Json(IReadOnlyList<RehearsedVerdict> verdicts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var (t0, answer) in verdicts)
            {
                json.WriteStartObject();
                json.WriteString("t0", UtcInstant.Format(t0));
                json.WriteString("decision", Word(answer.Decision));
                if (answer.Cause is { } cause) json.WriteString("cause", Word(cause));
                else json.WriteNull("cause");
                json.WriteNumber("atPoint", answer.AtPoint);
                json.WriteString("signal", answer.Signal);
                json.WriteStartArray("evidence");
                foreach (var evidence in answer.Evidence)
                    JsonSerializer.Serialize(json, evidence, ContractsJson.Wire.Evidence);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string[] Row(RehearsedVerdict verdict, TimeSpan interval)
    {
        var answer = verdict.Answer;
        var blocking = answer.Evidence.FirstOrDefault(of => of.Cause is not null && of.Cause == answer.Cause);
        return
        [
            UtcInstant.Format(verdict.T0),
            answer.Cause is { } cause ? $"{Word(answer.Decision)} ({Word(cause)})" : Word(answer.Decision),
            answer.Signal ?? blocking?.Signal ?? "",
            $"{RehearsalWords.Time(answer.AtPoint * interval)}",
        ];
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}");
}
