namespace Bellwether.Agent.Judging.Cases;

/// <summary>Which methods judge which signal. JUDGE section 5's table.</summary>
internal static class CaseMethods
{
    /// <summary>In the order of the signals; of one signal the one that carries a promote first.</summary>
    public static IReadOnlyList<CaseMethod> Of(IReadOnlyList<CaseSignal> signals, CaseScene scene)
    {
        var placebos = new CasePlacebos(signals, scene);
        var plans = signals.Select(signal => signal.Plan).ToList();
        return [.. signals.SelectMany(signal => Of(signal, placebos, Budget.LogWeight(signal.Plan, plans)))];
    }

    /// <summary>Those of one signal beside its siblings, with its share of the budget.</summary>
    public static IReadOnlyList<CaseMethod> Of(CaseSignal signal, CasePlacebos placebos, double weight)
    {
        var scene = placebos.Scene;
        CaseMethod? own = signal.Calibration is not null ? new PlaceboMethod(signal, placebos, weight)
            : signal.Counts is not null ? new CountMethod(signal, scene, weight)
            : null;
        if (signal.Day is null) return [own ?? new UnjudgedMethod(signal, scene)];
        var beside = new E5Method(signal, scene) { Beside = own is not null };
        return own is null ? [beside] : [own, beside];
    }
}
