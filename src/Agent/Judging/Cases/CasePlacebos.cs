using Bellwether.Agent.Judging.Placebos;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>What the placebo judge is asked about the signals of a case, which explain each other.</summary>
internal sealed class CasePlacebos(IReadOnlyList<CaseSignal> signals, CaseScene scene)
{
    private readonly IReadOnlyList<CaseSignal> learned = InOrder(signals);
    private readonly Dictionary<int, IReadOnlyList<PlaceboQuestion?>> together = [];

    public CaseScene Scene { get; } = scene;

    /// <summary>Signals with levels in the order in which they are learned, whatever the case's.</summary>
    public static IReadOnlyList<CaseSignal> InOrder(IReadOnlyList<CaseSignal> signals) =>
        [.. signals.Where(signal => signal.Levels.Length > 0)
            .OrderBy(signal => signal.Plan.Signal, StringComparer.Ordinal)];

    /// <summary>What is asked so many points after t0 of a signal that has a calibration.</summary>
    public PlaceboQuestion Ask(CaseSignal signal, double logWeight, int point)
    {
        if (!together.TryGetValue(point, out var others))
            together[point] = others = [.. learned.Select(other =>
                other.Calibration is null ? null : Alone(other, logWeight: 0, point))];
        return Alone(signal, logWeight, point) with { Together = others };
    }

    private PlaceboQuestion Alone(CaseSignal signal, double logWeight, int point) => new()
    {
        Calibration = signal.Calibration!,
        Before = signal.Before,
        Observed = signal.Levels.AsMemory(0, point),
        Allow = signal.Plan.Allow,
        LogWeight = logWeight,
        Needed = Scene.Needed,
    };
}
