using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>A line that was read, and whose turn to be answered has not come yet.</summary>
internal sealed class PendingLine
{
    private readonly TaskCompletionSource<byte[]?> answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required long Number { get; init; }

    /// <summary>The case as the line names it; empty where it does not.</summary>
    public ReadOnlyMemory<byte> Case { get; init; }

    /// <summary>Null where it was refused.</summary>
    public CaseQuestion? Question { get; private set; }

    /// <summary>Megabytes that it takes of what may be read ahead.</summary>
    public int Megabytes { get; set; }

    /// <summary>Why it was refused, or could not be judged; null otherwise.</summary>
    public string? Complaint { get; private set; }

    /// <summary>It is our fault that it could not be judged.</summary>
    public bool IsFault { get; private set; }

    /// <summary>The line to be written; null where there is none.</summary>
    public Task<byte[]?> Answer => answer.Task;

    public static PendingLine Of(CaseQuestion question, long number, ReadOnlyMemory<byte> @case) =>
        new() { Number = number, Case = @case, Question = question };

    public void Judged(CaseAnswer judged)
    {
        // Its history may be replaced while the answer waits for its turn.
        Question = null;
        answer.SetResult(AnswerLine.Of(Case, judged));
    }

    /// <param name="why">What was wrong.</param>
    /// <param name="isDefine">Nobody waits for an answer to a definition.</param>
    public void Refuse(string why, bool isDefine)
    {
        Complaint = why;
        answer.SetResult(isDefine ? null : AnswerLine.OfError(Case, why));
    }

    public void Fault(Exception e)
    {
        IsFault = true;
        Refuse($"a fault of ours: {e.Message} ({e.GetType().Name})", isDefine: false);
    }
}
