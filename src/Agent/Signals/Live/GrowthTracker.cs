using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>A level that is the growth of a counter: a second, or as a share of the growth of another.</summary>
/// <remarks>What its totals do says nothing of the requests on the page: where they fall or are none, this level alone
/// is missing.</remarks>
internal sealed class GrowthTracker : MetricTracker
{
    private readonly SeriesTotals _totals;
    private readonly SeriesTotals? _limits;
    private readonly string? _limit;

    public GrowthTracker(Binding binding)
        : base(binding)
    {
        _totals = new(new(binding), scale: 1, binding.FirstIsBase);
        _limit = binding.Level!.Limit;
        if (_limit is not null)
            _limits = new(
                new(binding with { Metric = _limit, Where = NoWhere, Except = NoExcept }), scale: 1,
                binding.FirstIsBase);
        Samples = _limit is not null && _limit != binding.Metric ? [binding.Metric, _limit] : [binding.Metric];
    }

    public override IReadOnlyList<string> Samples { get; }

    public override bool Absent => !_totals.Any;

    private static Dictionary<string, string> NoWhere => [];

    private static Dictionary<string, IReadOnlyList<string>> NoExcept => [];

    public override void Begin()
    {
        _totals.Begin();
        _limits?.Begin();
    }

    public override void Read(in Reading reading)
    {
        if (string.Equals(reading.Name, Binding.Metric, StringComparison.Ordinal)) _totals.Read(reading);
        if (_limits is not null && string.Equals(reading.Name, _limit, StringComparison.Ordinal))
            _limits.Read(reading);
    }

    public override Delta? DeltaOfPage()
    {
        if (IsUnsure(_totals) || (_limits is not null && IsUnsure(_limits))) return null;
        if (Binding.Level!.Several is Several.None && _totals.OnPage.Skip(1).Any()) return null;
        var growth = Growth(_totals);
        if (_limits is null) return Since > TimeSpan.Zero ? new() { Sum = growth / Since.TotalSeconds } : null;
        var limit = Growth(_limits);
        return limit > 0 ? new() { Sum = growth / limit } : null;
    }

    public override void BeginAgain()
    {
        _totals.ForgetOthers();
        _limits?.ForgetOthers();
    }

    public override void Commit()
    {
        _totals.Commit();
        _limits?.Commit();
    }

    private static bool IsUnsure(SeriesTotals totals) => totals.Refused || totals.Decreased || totals.Returned;

    private static double Growth(SeriesTotals totals)
    {
        double growth = 0;
        foreach (var series in totals.OnPage) growth += series.Delta;
        return growth;
    }
}
