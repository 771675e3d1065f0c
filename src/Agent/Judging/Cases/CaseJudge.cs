namespace Bellwether.Agent.Judging.Cases;

/// <summary>The judge alone: numbers in, verdict out. Pure.</summary>
internal static class CaseJudge
{
    public static CaseAnswer Judge(CaseQuestion question) => throw new NotSupportedException(question.ToString());
}
