using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>Neighbouring cases about one moment of one series, judged one after another: what the first one learns the
/// others need, and a second core had to wait for it.</summary>
internal sealed class CaseRun(CaseQuestion first)
{
    /// <summary>Cases of a run; the next one begins a new run, for another core.</summary>
    public const int Most = 16;

    private readonly Queue<PendingLine> waiting = [];
    private readonly Lock door = new();
    private int taken;
    private bool over;

    /// <summary>False where it belongs to another run, or this one is over.</summary>
    public bool TryAdd(PendingLine line)
    {
        var question = line.Question!;
        if (!ReferenceEquals(question.Series, first.Series) || question.At != first.At) return false;
        lock (door)
        {
            if (over || taken == Most) return false;
            taken++;
            waiting.Enqueue(line);
            return true;
        }
    }

    /// <summary>The next case; the run is over where there is none.</summary>
    public PendingLine? Next()
    {
        lock (door)
        {
            over = waiting.Count == 0;
            return over ? null : waiting.Dequeue();
        }
    }
}
