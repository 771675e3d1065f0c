using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging.Placebos;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>A watch beside a control: by the difference's own history where it has one, else by blocks.</summary>
/// <remarks>Without a history nobody knows how far the control moves on an ordinary day: what lifted it forbids a
/// promote, but does not excuse a side that is worse still. Source: JUDGE section 5, last paragraph.</remarks>
internal static class ControlledWatch
{
    public static ControlledFinding Examine(ControlledQuestion question) =>
        question.Calibration.Difference is { } known ? ByHistory(question, known) : ByBlocks(question);

    private static ControlledFinding ByHistory(ControlledQuestion question, Calibration known)
    {
        var differences = question.Calibration.Differences;
        var found = PlaceboWatch.Examine(new()
        {
            Calibration = known,
            Before = differences.Of(question.TreatedBefore.Span, question.ControlBefore.Span),
            Observed = differences.Of(question.TreatedObserved.Span, question.ControlObserved.Span),
            SinceAnnouncement = question.SinceAnnouncement,
            Allow = differences.Allowed(question.Allow, question.Direction),
            LogWeight = question.LogWeight,
            Needed = question.Needed,
        });
        return new()
        {
            ByHistory = found is null ? null : OfTreated(found, question),
            ControlFails = question.Calibration.Control is { } control
                ? ControlFails(question, control)
                : found?.CrossedAt is null && BlocksOfControl(question).Fails,
        };
    }

    /// <summary>In the unit of the signal, around what the treated side usually has.</summary>
    private static PlaceboFinding OfTreated(PlaceboFinding found, ControlledQuestion question)
    {
        var normal = Differences.Usual(question.TreatedBefore.Span);
        double Change(double of) => question.Calibration.Differences.Ratio ? (Math.Exp(of) - 1) * normal : of;
        return found with
        {
            Normal = normal,
            Scale = Math.Abs(normal),
            Change = Change(found.Change),
            Low = Change(found.Low),
            High = Change(found.High),
            Detectable = Change(found.Detectable),
        };
    }

    private static bool ControlFails(ControlledQuestion question, Calibration control) =>
        PlaceboWatch.Examine(new()
        {
            Calibration = control,
            Before = question.ControlBefore,
            Observed = question.ControlObserved,
            SinceAnnouncement = question.SinceAnnouncement,
            Allow = question.Allow,
            LogWeight = question.LogWeight,
            Needed = question.Needed,
        })?.CrossedAt is not null;

    /// <summary>With some points from before, the change of the difference; else the two sides themselves.</summary>
    private static ControlledFinding ByBlocks(ControlledQuestion question)
    {
        var before = question.TreatedBefore.Span;
        var observed = AfterWarmUp(question.TreatedObserved, question);
        var control = AfterWarmUp(question.ControlObserved, question);
        var differences = Differences.Between(before, question.ControlBefore.Span);
        var past = differences.Of(before, question.ControlBefore.Span);
        if (past.Count(double.IsFinite) < Statistics.BasePoints * (1 - Statistics.MostMissing))
            return new() { ByBlocks = Blocks(question, control, observed, question.Allow), ControlFails = false };
        var found = Blocks(question, past, differences.Of(observed.Span, control.Span),
            differences.Allowed(question.Allow, question.Direction));
        return new()
        {
            ByBlocks = differences.Ratio ? OfTreated(found, question) : found,
            ControlFails = !found.Fails && BlocksOfControl(question).Fails,
        };
    }

    private static ControlFinding OfTreated(ControlFinding found, ControlledQuestion question)
    {
        var normal = Differences.Usual(question.TreatedBefore.Span);
        double Change(double of) => (Math.Exp(of) - 1) * normal;
        return found with
        {
            Normal = normal,
            Level = normal + Change(found.Level - found.Normal),
            Low = Change(found.Low),
            High = Change(found.High),
            Detectable = Change(found.Detectable),
        };
    }

    private static ControlFinding BlocksOfControl(ControlledQuestion question) => Blocks(question,
        question.ControlBefore, AfterWarmUp(question.ControlObserved, question), question.Allow);

    private static ControlFinding Blocks(
        ControlledQuestion question, ReadOnlyMemory<double> baseline, ReadOnlyMemory<double> observed, double allow) =>
        ControlJudge.Examine(new()
        {
            Baseline = baseline,
            Observed = observed,
            Direction = question.Direction,
            Allow = allow,
            LogWeight = question.LogWeight,
            Needed = question.Needed,
        });

    private static ReadOnlyMemory<double> AfterWarmUp(ReadOnlyMemory<double> observed, ControlledQuestion question) =>
        observed[Math.Min(question.WarmUp, observed.Length)..];
}
