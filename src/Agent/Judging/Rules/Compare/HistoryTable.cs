using Bellwether.Agent.Judging.Calibrations;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Which judge speaks at which length of history, once there are placebos. JUDGE section 5.</summary>
internal static class HistoryTable
{
    /// <summary>From so many days on the placebo judge needs nobody beside it.</summary>
    public const double PlaceboAloneFromDays = 4;

    private const double E5FromDays = 1;

    /// <summary>Whether E5 stands beside the placebo judge of a rule; without placebos it speaks from a day on
    /// anyway.</summary>
    public static bool HasE5(RuleCalibration? known) => known?.Learned is not { } learned
        || (learned.Days is >= E5FromDays and < PlaceboAloneFromDays);
}
