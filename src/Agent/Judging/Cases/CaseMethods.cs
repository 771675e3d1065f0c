namespace Bellwether.Agent.Judging.Cases;

/// <summary>Which methods judge which signal. JUDGE section 5's table.</summary>
internal static class CaseMethods
{
    /// <summary>In the order of the signals; of one signal the one that carries a promote first.</summary>
    public static IReadOnlyList<CaseMethod> Of(IReadOnlyList<CaseSignal> signals, CaseScene scene)
    {
        var methods = new List<CaseMethod>();
        var plans = signals.Select(signal => signal.Plan).ToList();
        foreach (var signal in signals)
        {
            var weight = Budget.LogWeight(signal.Plan, plans);
            CaseMethod? own = signal.Calibration is not null ? new PlaceboMethod(signal, scene, weight)
                : signal.Counts is not null ? new CountMethod(signal, scene, weight)
                : null;
            if (own is not null) methods.Add(own);
            if (signal.Day is not null) methods.Add(new E5Method(signal, scene) { Beside = own is not null });
            else if (own is null) methods.Add(new UnjudgedMethod(signal, scene));
        }

        return methods;
    }
}
