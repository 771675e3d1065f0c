namespace Bellwether.Agent.Judging.Cases;

/// <summary>Which methods judge which signal. JUDGE section 5's table.</summary>
internal static class CaseMethods
{
    /// <summary>In the order of the signals; of one signal the one that carries a promote first.</summary>
    public static IReadOnlyList<CaseMethod> Of(IReadOnlyList<CaseSignal> signals, CaseScene scene)
    {
        var plans = signals.Select(signal => signal.Plan).ToList();
        return [.. signals.SelectMany(signal => Of(signal, scene, Budget.LogWeight(signal.Plan, plans)))];
    }

    /// <summary>Those of one signal, with its share of the budget.</summary>
    public static IReadOnlyList<CaseMethod> Of(CaseSignal signal, CaseScene scene, double weight)
    {
        CaseMethod? own = signal.Calibration is not null ? new PlaceboMethod(signal, scene, weight)
            : signal.Counts is not null ? new CountMethod(signal, scene, weight)
            : null;
        if (signal.Day is not null)
        {
            var beside = new E5Method(signal, scene) { Beside = own is not null };
            return own is null ? [beside] : [own, beside];
        }

        return [own ?? new UnjudgedMethod(signal, scene)];
    }
}
