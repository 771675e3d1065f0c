using System.Text;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Verdicts;

/// <summary>A gate's answer as sentences.</summary>
internal static class VerdictText
{
    /// <summary>The decision and its summary, a sentence for each rule that does not pass, and the note.</summary>
    public static string Of(GateAnswer answer)
    {
        var text = new StringBuilder();
        text.Append(Head(answer)).Append(": ").Append(answer.Recovery?.Summary ?? answer.Summary);
        foreach (var evidence in answer.Recovery?.Evidence ?? answer.Verdict?.Evidence ?? [])
        {
            if (evidence.Outcome == Outcome.Pass) continue;
            var word = Choices.Word(evidence.Outcome);
            text.AppendLine().Append("  ").Append(evidence.Rule).Append(' ').Append(word).Append(": ")
                .Append(evidence.Explanation);
        }

        if (answer.Note is not null) text.AppendLine().Append("note: ").Append(answer.Note);
        return text.ToString();
    }

    private static string Head(GateAnswer answer) => answer switch
    {
        { Recovery: { } recovery } => recovery.Recovered ? "recovered" : "not recovered",
        { Cause: { } cause } => $"{Choices.Word(answer.Decision)} ({Choices.Word(cause)})",
        _ => Choices.Word(answer.Decision),
    };
}
