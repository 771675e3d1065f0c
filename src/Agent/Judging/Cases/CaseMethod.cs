namespace Bellwether.Agent.Judging.Cases;

/// <summary>One way of judging one signal of a case.</summary>
internal abstract class CaseMethod(CaseSignal signal, CaseScene scene)
{
    public CaseSignal Signal { get; } = signal;

    /// <summary>Points after t0 at which it first calls for a rollback; null for never in the window.</summary>
    public abstract int? CrossedAt { get; }

    /// <summary>Evidence in nats at its maximum over all looks of the window; null for rules and where it does not
    /// judge.</summary>
    public double? Strength => StrengthAt(Scene.Window);

    /// <summary>Whether it had something to compare with just before t0: only then has data that is missing now gone
    /// missing.</summary>
    public virtual bool CouldJudge => true;

    protected CaseScene Scene { get; } = scene;

    /// <summary>The same over the looks up to a point.</summary>
    public abstract double? StrengthAt(int point);

    /// <summary>What it saw so many points after t0.</summary>
    public abstract Finding At(int point);
}
